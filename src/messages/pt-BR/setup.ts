import type { setup as english } from "../en/setup.ts";
import type { Translation } from "../text.ts";

export const setup: Translation<typeof english> = {
  "setup.certainty.public-code": "dito por outros, não por {title}",
  "setup.certainty.guess": "de memória: procure por perto",

  "setup.hotmart.open-webhook": 'Abra "Ferramentas" > "Webhook (API e notificações)" e clique em "Cadastrar Webhook".',
  "setup.hotmart.register-url":
    "Preencha um nome qualquer, versão 2.0.0, todos os eventos, todos os produtos ou este, e este endereço. Salve.",
  "setup.hotmart.copy-hottok": 'Na aba "Autenticação" da mesma página, copie o Hottok. É um só por conta, para todos os produtos.',
  "setup.hotmart.make-credential":
    'Abra "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart": lá estão "Client ID", "Client Secret" e "Basic".',
  "setup.hotmart.product-id": 'O número abaixo do nome do produto, em "Produtos" > "Meus Produtos".',
  "setup.hotmart.keep-listening": "Mantenha intg listen rodando: a Hotmart desativa um endereço que continua falhando.",
  "setup.hotmart.send-test": "Envie um teste pela página do webhook: ele chega como teste e não muda nada.",
  "setup.hotmart.secret.hottok": "Hottok",
  "setup.hotmart.about.hottok": "prova que a chamada é da Hotmart",
  "setup.hotmart.secret.basic": "Basic",
  "setup.hotmart.about.basic": "para a API da Hotmart: credential check, reconcile",
  "setup.hotmart.secret.client-id": "Client ID",
  "setup.hotmart.about.client-id": "para a API da Hotmart",
  "setup.hotmart.secret.client-secret": "Client Secret",
  "setup.hotmart.about.client-secret": "para a API da Hotmart",

  "setup.monetizze.open-postback": 'Abra "Ferramentas" > "Postback"; em painéis mais novos, "Postback / Webhook".',
  "setup.monetizze.register-url":
    'Cadastre este endereço uma única vez, do tipo "Server to Server", e marque os eventos. Formulário ou JSON: os dois são lidos.',
  "setup.monetizze.copy-key": 'Copie a "chave única" da mesma página. É uma só por conta, para todos os produtos.',
  "setup.monetizze.copy-api-key": 'Abra "Ferramentas" > "API" e copie a chave.',
  "setup.monetizze.product-id": "O número do produto na Monetizze.",
  "setup.monetizze.plan-reference": "Para vincular só um dos preços: a referência do plano, como AB123456.",
  "setup.monetizze.allow-carts": "Para receber abandonos de checkout e rastreios: ative-os no cadastro do produto.",
  "setup.monetizze.send-test": "Teste o endereço na mesma página: a Monetizze envia um produto chamado X-Wing, que não muda nada.",
  "setup.monetizze.secret.key": "Chave única",
  "setup.monetizze.about.key": "prova que a chamada é da Monetizze",
  "setup.monetizze.secret.api-token": "Chave da API",
  "setup.monetizze.about.api-token": "só para a API da Monetizze",

  "setup.eduzz.open-hub": "Abra integrations.eduzz.com/webhook/configs (Developer Hub).",
  "setup.eduzz.make-key": "Crie ali uma chave de assinatura e copie-a. Cada configuração usa uma.",
  "setup.eduzz.copy-origin": 'Na Órbita, abra "config-api" e copie o origin secret.',
  "setup.eduzz.copy-token": "No console do Developer Hub, copie o token pessoal.",
  "setup.eduzz.product-id": "O número do produto na Eduzz. Uma variação tem número próprio; o do produto pai também a encontra.",
  "setup.eduzz.listen-first": "Inicie intg listen antes: salvar e ativar o webhook exigem uma resposta dele.",
  "setup.eduzz.register-url":
    'Em integrations.eduzz.com/webhook/configs, crie uma configuração com a sua chave, os eventos de MyEduzz, Sun e Nutror, e este endereço. Clique em "Verificar URL" e depois ative.',
  "setup.eduzz.choose-backup":
    "Escolha a opção de backup (beta) ao criá-la: após três erros seguidos, os eventos ficam guardados por até dois dias.",
  "setup.eduzz.set-delivery": 'Para a entrega customizada: no produto, "Avançado / Entrega", este endereço.',
  "setup.eduzz.secret.secret": "Chave de assinatura",
  "setup.eduzz.about.secret": "prova as chamadas do webhook atual",
  "setup.eduzz.secret.origin-key": "Origin secret",
  "setup.eduzz.about.origin-key": "prova o webhook obsoleto e a entrega customizada",
  "setup.eduzz.secret.api-token": "Token pessoal",
  "setup.eduzz.about.api-token": "só para a API da Eduzz",

  "setup.pagseguro.note-email":
    "O e-mail da conta: com ele e o token, o PagSeguro é consultado sobre o que uma notificação clássica significa.",
  "setup.pagseguro.make-token": 'Abra "Venda online" > "Integrações" > "Gerar token" e copie o token.',
  "setup.pagseguro.one-store-each": "O sandbox tem um token próprio. Dê a ele uma loja própria: as chamadas não dizem de onde vêm.",
  "setup.pagseguro.item-id": "O que a sua loja envia como id do item, ou do plano (PLAN_...). A referência da venda também serve.",
  "setup.pagseguro.need-https": "O PagSeguro só chama https, nunca localhost, e aceita no máximo 100 caracteres.",
  "setup.pagseguro.set-classic": '"URL de notificação" da conta, ou notificationURL de uma venda: este endereço.',
  "setup.pagseguro.set-orders":
    "Pedidos (Orders): o mesmo em notification_urls de cada um; de um checkout, também em payment_notification_urls.",
  "setup.pagseguro.set-recurring": "Pagamentos recorrentes: PUT /preferences/notifications com ele, uma vez para a conta toda.",
  "setup.pagseguro.set-chargebacks": "Chargebacks da API nova: a preferência CHARGEBACK da API de notificações.",
  "setup.pagseguro.secret.email": "E-mail",
  "setup.pagseguro.about.email": "para notificações clássicas",
  "setup.pagseguro.secret.token": "Token",
  "setup.pagseguro.about.token": "prova e lê o que o PagSeguro envia",

  "setup.payt.ask-buyers":
    "No checkout, peça nome, e-mail e telefone (afiliado: peça ao produtor): sem eles, as mensagens não chegam a ninguém.",
  "setup.payt.open-postbacks":
    'Abra "Ofertas & Produtos" > "Postbacks" > "Cadastrar"; em painéis mais novos, "Ferramentas" > "Postbacks" > "+ Cadastrar Webhook".',
  "setup.payt.fill-in": '"Nome": como quiser. "Produto": "Todos os Produtos". "Tipo": "PayT V1". "Url": este endereço.',
  "setup.payt.tick-events": '"Eventos": marque todas as opções.',
  "setup.payt.copy-key": 'Copie a "Chave única" do formulário.',
  "setup.payt.product-code": 'O "Código" do produto, seis caracteres. O SKU também serve.',
  "setup.payt.press-test": 'Com intg listen rodando, clique em "Testar URL": chega como teste e não muda nada.',
  "setup.payt.secret.key": "Chave única",
  "setup.payt.about.key": "prova que a chamada é da PayT",

  "setup.grupozap.ask-homologation":
    "Escreva ao Grupo ZAP com o endpoint abaixo, o nome do seu CRM, um clientListingId para o teste e um e-mail para erros. intg conform grupozap testa o endpoint e escreve a mensagem.",
  "setup.grupozap.await-key":
    "O Grupo ZAP envia a SECRET_KEY, uma por CRM. Até lá, use uma chave qualquer nos seus testes e troque-a depois.",
  "setup.grupozap.listing-code": "O código do imóvel no seu sistema (clientListingId), como o seu feed o envia aos portais.",
  "setup.grupozap.set-in-panel":
    'O anunciante cola este endereço no Canal Pro: "Configurações" > "Integrações" > "Leads" > "Receber leads no CRM".',
  "setup.grupozap.send-file": "Ou envie ao Grupo ZAP os endereços de todos os anunciantes em um arquivo: intg export-zap-csv",
  "setup.grupozap.secret.key": "SECRET_KEY",
  "setup.grupozap.about.key": "prova que um lead é do Grupo ZAP; uma para todos os anunciantes",
};
