import type { facts as english } from "../en/facts.ts";
import type { Translation } from "../text.ts";

/** What adapters say of vendors in prose. */
export const facts: Translation<typeof english> = {
  // Secrets: where they are found.
  "fact.integrations-eduzz-com-webhook-configs-developer-hub-the-configuration-its-signing-key":
    "integrations.eduzz.com/webhook/configs (Developer Hub) > a configuração > a chave de assinatura dela",
  "fact.rbita-config-api-origin-secret-for-the-obsolete-webhook-and-for-custom-delivery-avan":
    "Órbita > config-api > origin secret; para o webhook obsoleto e para a entrega personalizada (Avançado > Entrega)",
  "fact.console-of-the-developer-hub-personal-token-only-for-api-calls": "console do Developer Hub > token pessoal; só para chamadas à API",
  "fact.the-e-mail-of-the-pagseguro-account-classic-notifications-need-it":
    "o e-mail da conta do PagSeguro; as notificações clássicas precisam dele",
  "fact.get-public-keys-type-webhook-field-public-key-fetched-by-itself-when-it-is":
    "GET /public-keys?type=webhook, campo public_key; é buscada sozinha quando for preciso",
  "fact.the-secret-key-that-grupo-zap-grupo-olx-sends-to-the-crm-when-its":
    "A SECRET_KEY que o Grupo ZAP (Grupo OLX) envia ao CRM quando a integração é homologada; uma chave serve a todos os anunciantes.",
  "fact.made-here-and-given-to-the-receiver-or-the-one-that-the-receiver-shows":
    "Criado aqui e passado ao receptor, ou o que o receptor mostra (começa com whsec_)",
  "fact.what-the-receiver-wants-in-the-header-authorization-whole-such-as-bearer":
    "O que o receptor quer no cabeçalho Authorization, inteiro, como Bearer ...",
  "fact.profile-photo-meu-perfil-perfil-gerar-token-older-panels-configura-es-dados-da-conta":
    "foto do perfil > Meu perfil > Perfil > Gerar Token (painéis antigos: Configurações > Dados da Conta > Token Web API)",
  "fact.the-key-that-the-panel-s-webhooks-screen-shows-for-external-automation-services-leave":
    "a chave que a tela Webhooks do painel mostra para serviços externos de automação; deixe de fora, a não ser que as chamadas sejam recusadas",
  "fact.driver-evolution-the-server-s-manager-page-the-instance-its-token":
    "driver evolution: a página /manager do servidor > a instância > o token dela",
  "fact.driver-cloud-meta-business-settings-users-system-users-generate-new-token-never-expiring-with":
    "driver cloud: Meta Business Settings > Users > System users > Generate new token, sem expiração, com whatsapp_business_messaging",
  "fact.the-key-of-the-members-area-s-api-memberkit-configura-es-api-or-user":
    "A chave da API da área de membros (MemberKit: Configurações > API), ou usuário:senha para basic",

  // Secrets: what the known ones look like.
  "fact.32-digits-and-letters-a-to-f-lower-case": "32 dígitos e letras de a até f, minúsculas",
  "fact.32-characters-0-to-9-and-a-to-f": "32 caracteres, de 0 a 9 e de a até f",
  "fact.an-e-mail-address": "um endereço de e-mail",
  "fact.20-or-more-letters-digits-and-signs": "20 ou mais letras, dígitos e sinais",
  "fact.the-base64-text-of-a-public-key": "o texto base64 de uma chave pública",
  "fact.eaa-letters-and-digits": "EAA, letras e dígitos",

  // Kinds of destinations, and columns of what they are asked.
  "fact.members-area": "Área de membros",
  "fact.modelcode-not-the-level": "ModelCode (não é o nível)",

  // How vendors send: where it is known from.
  "fact.developer-pages-in-two-transcriptions": "páginas para desenvolvedores, em duas transcrições",
  "fact.more-than-ten-receivers-rely-on-it-after-a-failure-or-no-answer-in":
    "mais de dez receptores contam com isso, depois de uma falha ou sem resposta a tempo",
  "fact.help-centre-three-editions": "central de ajuda, três edições",
  "fact.issue-6-of-the-vendor-s-examples-in-the-panel-s-test-anything-but":
    "issue 6 dos exemplos da plataforma: no teste do painel, tudo o que não é 200 é erro",
  "fact.developer-hub-200-to-299": "Developer Hub: de 200 a 299",
  "fact.developer-hub-backup-option-beta": "Developer Hub, opção de backup (beta)",
  "fact.developer-hub-backup-option-beta-three-errors-in-a-row-without-the-option-not":
    "Developer Hub, opção de backup (beta): três erros seguidos; sem a opção, não se sabe",
  "fact.document-of-the-obsolete-webhook": "documento do webhook obsoleto",
  "fact.document-of-the-obsolete-webhook-200-to-299-saving-the-address-needs-200":
    "documento do webhook obsoleto: de 200 a 299; para salvar o endereço é preciso 200",
  "fact.document-of-the-obsolete-webhook-2-days-a-newer-edition-says-5-the-shorter":
    "documento do webhook obsoleto: 2 dias; uma edição mais nova diz 5, e o menor é o encenado",
  "fact.newer-edition-of-the-document-of-the-obsolete-webhook": "edição mais nova do documento do webhook obsoleto",
  "fact.document-of-custom-delivery-nothing-but-200-is-success": "documento da entrega personalizada: só 200 é sucesso",
  "fact.one-operator-tells-of-endless-repeats-after-a-5xx": "um produtor conta de repetições sem fim depois de um 5xx",
  "fact.no-text-of-the-vendor-was-read-that-says-which-statuses-count":
    "não se leu nenhum texto da plataforma que diga quais status contam",
  "fact.the-vendor-s-woocommerce-module-answers-503-so-that-pagbank-sends-again":
    "o módulo da plataforma para WooCommerce responde 503 para que o PagBank envie de novo",
  "fact.readme-of-the-vendor-s-sdks": "README dos SDKs da plataforma",
  "fact.one-code-base-quotes-the-vendor-s-old-page-every-2-hours-up-to":
    "uma base de código cita a página antiga da plataforma: a cada 2 horas, até 5 tentativas",
  "fact.a-public-guide-to-the-panel-s-testar-url-expects-exactly-that": "um guia público do `Testar URL` do painel espera exatamente isso",
  "fact.manual-of-2020-03": "manual de 03/2020",
  "fact.manual-of-2020-03-since-2020-07-it-has-15-s-the-stricter-is":
    "manual de 03/2020; desde 07/2020 ele diz 15 s, e o mais rigoroso é o encenado",
  "fact.manual-of-2020-03-a-redirect-is-a-failure": "manual de 03/2020; um redirecionamento é uma falha",
  "fact.manual-of-2020-03-sent-again-3-times": "manual de 03/2020: reenviada 3 vezes",
  "fact.manual-of-2020-03-re-sent-on-request-of-the-integrator": "manual de 03/2020: reenviada a pedido do integrador",
  "fact.manual-since-2019-11-it-may-conclude-that-the-integration-no-longer-exists":
    "manual desde 11/2019: pode concluir que a integração não existe mais",
  "fact.manual-of-2020-03-a-lead-without-clientlistingid-is-parked-for-analysis":
    "manual de 03/2020: um lead sem clientListingId fica estacionado para análise",
  "fact.manual-since-2020-07-02": "manual desde 02/07/2020",
  "fact.manual-2-0-2018-10": "manual 2.0, de 10/2018",
  "fact.manual-1-0-2017-11": "manual 1.0, de 11/2017",

  // What a receiver is checked for: where it is known from.
  "fact.nothing-is-documented-of-it": "nada está documentado sobre isso",
  "fact.no-limit-is-documented": "nenhum limite está documentado",
  "fact.the-key-travels-in-every-body": "a chave viaja em todo corpo",
  "fact.only-the-status-counts-nobody-acts-on-the-body-of-a-2xx": "só o status conta; ninguém age conforme o corpo de um 2xx",
  "fact.hotmart-s-pages-on-webhooks-the-hottok-is-the-only-proof": "páginas da Hotmart sobre webhooks: o hottok é a única prova",
  "fact.hotmart-s-pages-on-webhooks-each-2xx-is-delivered-and-urls-that-answer-errors":
    "páginas da Hotmart sobre webhooks: todo 2xx é entregue, e URLs que respondem com erros são desligadas",
  "fact.two-of-two-changes-of-a-charge-date": "duas de duas mudanças de data de cobrança",
  "fact.captured-calls-and-hotmart-s-documents": "chamadas capturadas e documentos da Hotmart",
  "fact.one-cart-of-nine-came-without-a-phone": "um carrinho de nove veio sem telefone",
  "fact.receivers-that-rely-on-calls-being-sent-again-after-an-error-or-a-time":
    "receptores que contam com o reenvio depois de um erro ou de um tempo esgotado",
  "fact.400-is-what-the-panel-shows-as-a-fault-of-the-body": "400 é o que o painel mostra como defeito do corpo",
  "fact.captures-of-2024-to-2026": "capturas de 2024 a 2026",
  "fact.receivers-of-version-1-0-0-only-where-a-configuration-of-that-version-exists":
    "receptores da versão 1.0.0; só onde existe uma configuração dessa versão",
  "fact.a-limit-exists-status-408-in-the-panel-how-long-it-is-is-not": "há um limite (status 408 no painel); de quanto é, não se publica",
  "fact.the-hottok-travels-in-every-call": "o hottok viaja em toda chamada",
  "fact.monetizze-exemplopostcallback-chave-unica-is-the-only-proof": "Monetizze/ExemploPOSTCallback: chave_unica é a única prova",
  "fact.the-codes-of-monetizze-exemplopostcallback": "os códigos de Monetizze/ExemploPOSTCallback",
  "fact.buyer-data-goes-to-affiliates-only-where-the-producer-lets-it": "dados do comprador só vão para afiliados onde o produtor deixa",
  "fact.the-vendor-s-page-as-one-code-base-reads-it-sending-once-is-not":
    "a página da plataforma, como uma base de código a lê: enviar uma vez só não é garantido",
  "fact.monetizze-exemplopostcallback-and-the-answers-of-its-staff-nothing-but-200-is-right":
    "Monetizze/ExemploPOSTCallback e as respostas da equipe: só 200 está certo",
  "fact.readme-and-issue-28-of-monetizze-exemplopostcallback": "README e issue 28 de Monetizze/ExemploPOSTCallback",
  "fact.receivers-of-the-newer-panel-only-where-json-is-chosen-there": "receptores do painel mais novo; só onde JSON é escolhido nele",
  "fact.the-example-before-november-2019": "o exemplo de antes de novembro de 2019",
  "fact.bodies-in-logs-of-receivers": "corpos em logs de receptores",
  "fact.developer-hub-x-signature-is-an-hmac-over-the-bytes-of-the-body": "Developer Hub: x-signature é um HMAC sobre os bytes do corpo",
  "fact.developer-hub-200-to-299-three-errors-in-a-row-put-the-configuration-into":
    "Developer Hub: de 200 a 299; três erros seguidos colocam a configuração em backup, e dois dias depois ela é desligada",
  "fact.two-receivers-answer-an-empty-post-or-the-address-could-not-be-saved":
    "dois receptores respondem a um POST vazio, senão o endereço não poderia ser salvo",
  "fact.the-vendor-s-openapi-description-of-february-2026": "a descrição OpenAPI da plataforma, de fevereiro de 2026",
  "fact.the-documents-of-2024-show-a-much-smaller-body": "os documentos de 2024 mostram um corpo bem menor",
  "fact.developer-hub-calls-are-sent-again-after-an-error-and-by-hand-from-the":
    "Developer Hub: as chamadas são reenviadas depois de um erro, e à mão pelo histórico",
  "fact.document-of-the-obsolete-webhook-rbita-the-test-needs-200-ten-errors-disable-the":
    "documento do webhook obsoleto (Órbita): o teste precisa de 200, e dez erros desativam o endereço",
  "fact.documents-of-the-obsolete-webhook-and-of-custom-delivery-compare-the-origin-secret":
    "documentos do webhook obsoleto e da entrega personalizada: compare o origin secret",
  "fact.a-plugin-lets-api-key-testwebhook-through": "um plugin deixa passar api_key=testWebhook",
  "fact.receivers-and-older-documents-flat-json-forms-multipart": "receptores e documentos antigos: JSON plano, formulários, multipart",
  "fact.no-limit-is-documented-the-history-shows-how-long-each-answer-took":
    "nenhum limite está documentado; o histórico mostra quanto demorou cada resposta",
  "fact.addresses-of-examples": "endereços de exemplos",
  "fact.pagbank-x-authenticity-token-is-a-hash-over-token-and-the-bytes-of-the":
    "PagBank: x-authenticity-token é um hash sobre o token e os bytes do corpo",
  "fact.the-vendor-s-woocommerce-module-reads-the-charge-again-in-the-sandbox-the-header":
    "o módulo da plataforma para WooCommerce relê a cobrança; no sandbox, o cabeçalho muitas vezes falta",
  "fact.pagbank-s-documents-on-webhooks-and-its-woocommerce-module":
    "documentos do PagBank sobre webhooks, e o módulo dele para WooCommerce",
  "fact.the-model-of-two-code-bases-only-where-subscriptions-are-sold": "o modelo de duas bases de código; só onde se vendem assinaturas",
  "fact.a-widely-installed-module-drops-bodies-that-are-the-same-as-the-last": "um módulo muito instalado descarta corpos iguais ao último",
  "fact.readme-of-the-vendor-s-sdks-200-disputes-and-chargebacks-still-come-this-way":
    "README dos SDKs da plataforma: 200; disputas e chargebacks ainda vêm por aqui",
  "fact.the-vendor-s-sdks-ask-back-with-e-mail-and-token": "os SDKs da plataforma perguntam de volta com e-mail e token",
  "fact.http-addresses-are-refused-a-valid-certificate-is-asked-for-since-2023":
    "endereços http são recusados; um certificado válido é exigido desde 2023",
  "fact.ventuinha-payt-postback-integration-key-in-every-body": "ventuinha/payt-postback: integration_key em todo corpo",
  "fact.the-samples-of-ventuinha-payt-postback": "os exemplos de ventuinha/payt-postback",
  "fact.several-postbacks-may-be-set-up-to-one-address": "pode haver vários postbacks para o mesmo endereço",
  "fact.a-guide-to-setting-it-up-expects-200-what-payt-does-on-other-answers":
    "um guia de configuração espera 200; o que a PayT faz com outras respostas não se sabe",
  "fact.another-vendor-s-manual-shows-what-testar-url-sends": "o manual de outra empresa mostra o que Testar URL envia",
  "fact.test-is-also-true-of-whole-practice-sales": "test também vem como true em vendas de treino inteiras",
  "fact.operators-choose-payt-v1-flat-by-mistake": "produtores escolhem PayT V1 Flat por engano",
  "fact.receivers-prepare-for-it-nobody-has-seen-it": "receptores se preparam para isso, ninguém viu",
  "fact.the-vendor-s-present-portal-as-public-code-of-2025-and-2026-quotes-it":
    "o portal atual da plataforma, como o cita código público de 2025 e 2026",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020": "README de olxbr/crm-lead-integration, 26 de março de 2020",
  "fact.readme-of-olxbr-crm-lead-integration-2017-to-2019-optional": "README de olxbr/crm-lead-integration, de 2017 a 2019: opcional",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-deprecated":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: obsoleto",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-iso-local-date-time":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: ISO_LOCAL_DATE_TIME",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-three-re-sends-and-later":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: três reenvios, e outros depois, a pedido",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-integra-o-inexistente":
    'README de olxbr/crm-lead-integration, 26 de março de 2020: "Integração Inexistente"',
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-3xx-is-a-failure":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: 3xx é uma falha",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-5-s-15-s-in":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: 5 s; 15 s em julho de 2020, o limite atual não se sabe",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-the-body-is-ignored":
    "README de olxbr/crm-lead-integration, 26 de março de 2020: o corpo é ignorado",
  "fact.receivers-that-treat-it-as-optional-and-phone-leads": "receptores que o tratam como opcional, e leads por telefone",
  "fact.the-fields-that-were-added-in-2018-2023-and-2025": "os campos acrescentados em 2018, 2023 e 2025",
  "fact.developers-grupozap-com-webhooks-security-html-the-vendor-s-python-sample-takes-a-header":
    "developers.grupozap.com/webhooks/security.html; o exemplo em Python da plataforma aceita um cabeçalho sem esquema",
  "fact.the-vendor-s-node-sample-and-security-page-compare-the-key-only":
    "o exemplo em Node e a página de segurança da plataforma comparam só a chave",
  "fact.the-samples-of-the-vendor-s-readme-before-march-2020-are-no-json":
    "os exemplos do README da plataforma de antes de março de 2020 não são JSON",
  "fact.no-document-names-one-a-receiver-asks-for-one-of-another-company": "nenhum documento cita um; um receptor exige o de outra empresa",
  "fact.the-vendor-s-text-says-only-that-the-body-is-json": "o texto da plataforma só diz que o corpo é JSON",
  "fact.every-example-of-the-vendor-since-october-2018": "todos os exemplos da plataforma desde outubro de 2018",
  "fact.the-vendor-s-go-sample-reads-originlead": "o exemplo em Go da plataforma lê originLead",
  "fact.developers-grupozap-com-webhooks-security-html-one-key-per-integrator":
    "developers.grupozap.com/webhooks/security.html: uma chave por integrador",
};
