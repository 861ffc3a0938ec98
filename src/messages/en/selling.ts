/** The ways of selling that two members' areas know, as check-lists. Their commands are run in order by a test. */
export const selling = {
  "help.maestrus.text": `In Maestrus every course (curso), class (turma) and plan (plano) is sold by itself: each is a product here, with its own id at
the payment platform, its own price and its own sales URL.

At Hotmart, once
  1  Get the URL to paste, and the place of each secret:
       intg help providers
  2  "Ferramentas" > "Webhook (API e notificações)" > "Cadastrar Webhook": paste the URL, choose all events.
  3  The hottok is on the tab "Autenticação" of that page:
       intg credential set hotmart --secret hottok=env:HOTTOK
  4  "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart" shows three values:
       intg credential set hotmart --secret basic=env:BASIC
       intg credential set hotmart --secret client-id=env:CLIENT_ID --secret client-secret=env:CLIENT_SECRET

At Hotmart, for each course, class and plan
  5  "Produtos" > "Criar Produto", of the kind "Cursos Online, Área de Membros, Serviços de Assinatura". Sold once is "À vista";
     a plan whose charges return is a "Plano de Assinatura".
  6  Hotmart looks at the lessons before it approves a product: make a student for it in Maestrus, enrol it in the course,
     and give its login under "Área de Membros" of the product.
  7  Note the id that stands below the product's name, and the address of the checkout from the tab "HotLinks".

Here, for each of them: the price and the sales URL, then the id. What is of the type plan is linked as a subscription.
       intg product add "Curso de Violão" --type course --price 197.00 --sales-url https://example.com/violao
       intg product link curso-de-violao hotmart 1234567
       intg product add "Turma de Março" --type class --price 97.00 --sales-url https://example.com/turma
       intg product link turma-de-marco hotmart 1234568
       intg product add "Plano Anual" --type plan --price 597.00 --sales-url https://example.com/plano
       intg product link plano-anual hotmart 1234569

Where Maestrus is paid through Eduzz, the same with eduzz in the place of hotmart and the id of Eduzz.

See that it works
       intg simulate hotmart purchase --product curso-de-violao
       intg simulate hotmart subscription --product plano-anual
       intg product list`,
  "help.entrega-digital.text": `In Entrega Digital a package (pacote de produtos) or a subscription plan (plano de assinatura) opens the app, and its tab "Lojas
Externas" lists the ids that release it. Each is a product here; the ids are its links.

At Hotmart, once
  1  Get the URL to paste, and the place of each secret:
       intg help providers
  2  "Ferramentas" > "Webhook (API e notificações)" > "Cadastrar Webhook": paste the URL, choose all events.
  3  The hottok is on the tab "Autenticação" of that page ("Chave Hotmart (apikey)" in Entrega Digital):
       intg credential set hotmart --secret hottok=env:HOTTOK
  4  "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart" shows three values ("Hotmart basic", "Id de Cliente
     Hotmart" and "Chave (secret) de Cliente Hotmart" in Entrega Digital):
       intg credential set hotmart --secret basic=env:BASIC
       intg credential set hotmart --secret client-id=env:CLIENT_ID --secret client-secret=env:CLIENT_SECRET

Packages: sold once, and released by as many ids as you sell it under. The id is the number under "Meus Produtos".
       intg product add "Pacote Completo" --type package --price 297.00
       intg product link pacote-completo hotmart 1234567
       intg product link pacote-completo hotmart 1234568

Plans: sold as a subscription. An id stands in one plan only: what releases one product is refused for every other.
       intg product add "Plano Mensal" --type plan --price 29.90
       intg product link plano-mensal hotmart 1234569

Hotmart tells sales and subscriptions apart. A sale that comes for an id of the other kind is kept and releases nothing, until the
link is made anew with the right --kind and the sale is replayed.

Access is taken back by a refund or a chargeback, and at the end of the paid time after a cancellation. A subscriber who wants to
cancel does so at the payment platform or asks your support: nothing here cancels a charge.

See that it works
       intg simulate hotmart purchase --product pacote-completo
       intg simulate hotmart subscription --product plano-mensal
       intg product show pacote-completo`,
} as const;
