/** What an operator does in each vendor's panel, step by step; menu words are the vendor's own. `providers/<id>/setup.ts` orders them. */
export const setup = {
  "setup.certainty.public-code": "told by others, not by {title}",
  "setup.certainty.guess": "from memory: look for it nearby",

  "setup.hotmart.open-webhook": 'Open "Ferramentas" > "Webhook (API e notificações)" and press "Cadastrar Webhook".',
  "setup.hotmart.register-url": "Give it any name, version 2.0.0, every event, all products or this one, and this address. Save.",
  "setup.hotmart.copy-hottok": 'On the tab "Autenticação" of that page, copy the hottok. There is one for the account, for all products.',
  "setup.hotmart.make-credential":
    'Open "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart": it shows "Client ID", "Client Secret" and "Basic".',
  "setup.hotmart.product-id": 'The number under the product\'s name in "Produtos" > "Meus Produtos".',
  "setup.hotmart.keep-listening": "Keep intg listen running: Hotmart switches off an address that keeps failing.",
  "setup.hotmart.send-test": "Send a test from the webhook's page: it arrives as a test and changes nothing.",
  "setup.hotmart.secret.hottok": "Hottok",
  "setup.hotmart.about.hottok": "proves that a call is Hotmart's",
  "setup.hotmart.secret.basic": "Basic",
  "setup.hotmart.about.basic": "for Hotmart's API: credential check, reconcile",
  "setup.hotmart.secret.client-id": "Client ID",
  "setup.hotmart.about.client-id": "for Hotmart's API",
  "setup.hotmart.secret.client-secret": "Client Secret",
  "setup.hotmart.about.client-secret": "for Hotmart's API",

  "setup.monetizze.open-postback": 'Open "Ferramentas" > "Postback", on newer panels "Postback / Webhook".',
  "setup.monetizze.register-url":
    'Add this address once, of the type "Server to Server", and tick the events. Form or JSON: both are read.',
  "setup.monetizze.copy-key": 'Copy the "chave única" of the same page. There is one for the account, for all products.',
  "setup.monetizze.copy-api-key": 'Open "Ferramentas" > "API" and copy the key.',
  "setup.monetizze.product-id": "The number of the product in Monetizze.",
  "setup.monetizze.plan-reference": "To link one price of it only: the reference of the plan, such as AB123456.",
  "setup.monetizze.allow-carts": "For abandoned checkouts and shipments: switch them on in the registration of the product.",
  "setup.monetizze.send-test": "Test the address from the same page: Monetizze sends a product called X-Wing, which changes nothing.",
  "setup.monetizze.secret.key": "Chave única",
  "setup.monetizze.about.key": "proves that a call is Monetizze's",
  "setup.monetizze.secret.api-token": "API key",
  "setup.monetizze.about.api-token": "for Monetizze's API only",

  "setup.eduzz.open-hub": "Open integrations.eduzz.com/webhook/configs (Developer Hub).",
  "setup.eduzz.make-key": "Make a signing key there and copy it. Each configuration uses one.",
  "setup.eduzz.copy-origin": 'In Órbita, open "config-api" and copy the origin secret.',
  "setup.eduzz.copy-token": "In the console of the Developer Hub, copy the personal token.",
  "setup.eduzz.product-id": "The number of the product in Eduzz. A variation has a number of its own; its parent's finds it too.",
  "setup.eduzz.listen-first": "Start intg listen first: saving and switching on the webhook need an answer from it.",
  "setup.eduzz.register-url":
    'In integrations.eduzz.com/webhook/configs, make a configuration with your key, the events of MyEduzz, Sun and Nutror, and this address. Press "Verificar URL", then activate it.',
  "setup.eduzz.choose-backup":
    "Choose the backup option (beta) while you make it: after three errors in a row, events are kept for up to two days.",
  "setup.eduzz.set-delivery": 'For custom delivery: the product, "Avançado / Entrega", this address.',
  "setup.eduzz.secret.secret": "Signing key",
  "setup.eduzz.about.secret": "proves calls of the webhook of today",
  "setup.eduzz.secret.origin-key": "Origin secret",
  "setup.eduzz.about.origin-key": "proves the obsolete webhook and custom delivery",
  "setup.eduzz.secret.api-token": "Personal token",
  "setup.eduzz.about.api-token": "for Eduzz's API only",

  "setup.pagseguro.note-email": "The e-mail of the account: with it and the token, PagSeguro is asked what a classic notification means.",
  "setup.pagseguro.make-token": 'Open "Venda online" > "Integrações" > "Gerar token" and copy the token.',
  "setup.pagseguro.one-store-each":
    "The sandbox has a token of its own. Give it a store of its own: calls do not say where they come from.",
  "setup.pagseguro.item-id": "What your shop sends as the id of the item, or of the plan (PLAN_...). The reference of the sale works too.",
  "setup.pagseguro.need-https": "PagSeguro calls https only, no localhost, and takes at most 100 characters.",
  "setup.pagseguro.set-classic": '"URL de notificação" of the account, or notificationURL of a sale: this address.',
  "setup.pagseguro.set-orders": "Orders: the same in notification_urls of each; of a checkout, in payment_notification_urls as well.",
  "setup.pagseguro.set-recurring": "Recurring payments: PUT /preferences/notifications with it, once for the whole account.",
  "setup.pagseguro.set-chargebacks": "Chargebacks of the new API: the preference CHARGEBACK of the notifications API.",
  "setup.pagseguro.secret.email": "E-mail",
  "setup.pagseguro.about.email": "for classic notifications",
  "setup.pagseguro.secret.token": "Token",
  "setup.pagseguro.about.token": "proves and reads what PagSeguro sends",

  "setup.payt.ask-buyers":
    "In the checkout, ask for name, e-mail and phone (an affiliate asks the producer to): without them, messages reach nobody.",
  "setup.payt.open-postbacks":
    'Open "Ofertas & Produtos" > "Postbacks" > "Cadastrar"; on newer panels "Ferramentas" > "Postbacks" > "+ Cadastrar Webhook".',
  "setup.payt.fill-in": '"Nome": as you like. "Produto": "Todos os Produtos". "Tipo": "PayT V1". "Url": this address.',
  "setup.payt.tick-events": '"Eventos": tick every box.',
  "setup.payt.copy-key": 'Copy the "Chave única" of the form.',
  "setup.payt.product-code": 'The "Código" of the product, six characters. Its SKU works too.',
  "setup.payt.press-test": 'While intg listen runs, press "Testar URL": it arrives as a test and changes nothing.',
  "setup.payt.secret.key": "Chave única",
  "setup.payt.about.key": "proves that a call is PayT's",

  "setup.grupozap.ask-homologation":
    "Write to Grupo ZAP with the endpoint below, the name of your CRM, a clientListingId to test with and an e-mail for errors. intg conform grupozap tests the endpoint and writes the message.",
  "setup.grupozap.await-key":
    "Grupo ZAP sends the SECRET_KEY, one per CRM. Until then use any key for your own tests, and replace it later.",
  "setup.grupozap.listing-code": "The code of the property in your system (clientListingId), as your feed sends it to the portals.",
  "setup.grupozap.set-in-panel":
    'The advertiser pastes this address in Canal Pro: "Configurações" > "Integrações" > "Leads" > "Receber leads no CRM".',
  "setup.grupozap.send-file": "Or send Grupo ZAP the addresses of all your advertisers in one file: intg export-zap-csv",
  "setup.grupozap.secret.key": "SECRET_KEY",
  "setup.grupozap.about.key": "proves that a lead is Grupo ZAP's; one for all advertisers",
} as const;
