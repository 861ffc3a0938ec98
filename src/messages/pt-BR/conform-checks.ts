import type { conformChecks as english } from "../en/conform-checks.ts";
import type { Translation } from "../text.ts";

/** What each check of `intg conform` looks at, and what to mend where an endpoint does not pass. */
export const conformChecks: Translation<typeof english> = {
  "conform.any.status.404": "A URL está certa, com o caminho inteiro?",
  "conform.any.status.3xx": "{title} não segue redirecionamentos.",
  "conform.any.status.5xx": "O endpoint falhou por dentro: o log dele diz por quê.",
  "conform.grupozap.status.404":
    "404 faz o Grupo ZAP remover a integração. A URL está certa, e o endpoint conhece o anúncio? Indique um com --listing.",

  "conform.any.credential.right.title": "a credencial de {title} é aceita",
  "conform.any.credential.right.fix":
    "Uma chamada legítima foi barrada. Este é o segredo que o endpoint conhece? Compare-o onde {title} o envia, e em nenhum outro cabeçalho.",
  "conform.any.credential.wrong.title": "uma credencial errada é recusada",
  "conform.any.credential.wrong.fix":
    "Responda 401 a uma credencial que não seja exatamente a configurada: compare cada caractere, e nunca com uma configuração vazia.",
  "conform.any.credential.missing.title": "uma chamada sem credencial é recusada",
  "conform.any.credential.missing.fix":
    "Responda 401 quando não há credencial nenhuma. Pular a comparação deixa todo mundo entrar, e uma exceção não é uma recusa.",
  "conform.any.duplicate.title": "a mesma chamada de novo é aceita",
  "conform.any.duplicate.fix": "{title} envia chamadas mais de uma vez. Responda à repetição como respondeu à primeira, e não faça nada.",
  "conform.any.events.title": "todo evento que {title} envia é aceito",
  "conform.any.events.fix": "Guarde o que não precisa e responda 2xx. Leia só os campos que usa; nem todo evento tem os mesmos.",
  "conform.any.event.unknown.title": "um evento que ninguém conhece ainda é aceito",
  "conform.any.event.unknown.fix":
    "Responda 2xx a um evento autêntico que não conhece, guarde-o e avise: com erros, {title} para de enviar.",
  "conform.any.product.unmapped.title": "a venda de um produto que o endpoint não conhece é aceita",
  "conform.any.product.unmapped.fix":
    "Responda 2xx e guarde a venda até o produto ser cadastrado: {title} não tem culpa de que ele não esteja.",
  "conform.any.fields.missing.title": "um corpo sem o que pode faltar é aceito",
  "conform.any.fields.missing.fix":
    "Não exija campo nenhum além dos que identificam a venda. Telefone, comprador e detalhes faltam em chamadas reais.",
  "conform.any.body.broken.title": "um corpo que não se consegue ler é recusado",
  "conform.any.body.broken.fix":
    "Responda 400 quando o corpo não está em nenhum dos formatos de {title}. Nem 2xx, que o perde sem ninguém ver, nem 5xx.",
  "conform.any.test-button.title": "a chamada de teste do painel é aceita",
  "conform.any.test-button.fix": "Responda 200 ao teste do painel de {title}, mesmo que os valores sejam inventados e incompletos.",
  "conform.any.signature.changed.title": "um corpo alterado no caminho é recusado",
  "conform.any.signature.changed.fix": "Calcule a assinatura sobre o corpo que chegou e responda 401 quando ela difere em um byte.",
  "conform.any.signature.bytes.title": "a assinatura é conferida sobre os bytes como chegaram",
  "conform.any.signature.bytes.fix":
    "Assine os bytes crus do corpo, antes de qualquer parser: escrever de novo o objeto já lido muda espaços e escapes.",
  "conform.any.redirect.title": "nenhuma chamada legítima é redirecionada",
  "conform.any.redirect.fix":
    "{title} não segue redirecionamentos: cadastre a URL final, com https e com ou sem a barra final, como o servidor a quer.",
  "conform.any.slow.title": "as respostas vêm a tempo",
  "conform.any.slow.fix": "Primeiro guarde a chamada e responda; faça o trabalho depois.",
  "conform.any.error-inside.title": "nenhuma resposta 2xx fala de um erro",
  "conform.any.error-inside.fix": "Só o status conta: o que recebe 2xx nunca é enviado de novo. Diga um erro pelo status.",
  "conform.any.tls.title": "o endpoint é chamado por https",
  "conform.any.tls.fix": "Sirva o endpoint por https: quem lê uma chamada consegue forjar a próxima.",

  "conform.grupozap.credential.right.title": "Basic com o usuário vivareal e a chave é aceito",
  "conform.grupozap.credential.right.fix":
    "Decodifique em base64 o que vem depois de Basic, divida no primeiro dois-pontos e compare a segunda parte com a SECRET_KEY. O par inteiro não é a chave, e o esquema não é Bearer.",
  "conform.grupozap.credential.missing.title": "um lead sem credencial é recusado",
  "conform.grupozap.credential.scheme.title": "o que não é credencial Basic é recusado",
  "conform.grupozap.credential.scheme.fix":
    "Responda 401 a um cabeçalho sem o esquema Basic e a um que não se decodifica; um cabeçalho ilegível não é motivo para exceção.",
  "conform.grupozap.credential.user.title": "outro usuário que não vivareal é aceito",
  "conform.grupozap.credential.user.fix":
    "Quem prova o remetente é a chave. O usuário sobreviveu a dois nomes novos da plataforma; comparar também o usuário perderia todos os leads depois de um terceiro.",
  "conform.grupozap.lead.current.title": "um lead do contrato atual é aceito",
  "conform.grupozap.lead.current.fix":
    "Aceite temperature, transactionType e extraData, e o que vier a ser acrescentado. O exemplo em Node da plataforma recusa campos que não conhece: tire essa regra do schema dele.",
  "conform.grupozap.lead.2023.title": "um lead de 2023, com transaction_type, é aceito",
  "conform.grupozap.lead.2023.fix": "Aceite temperature, e o tipo de transação tanto em transaction_type quanto em transactionType.",
  "conform.grupozap.lead.2017.title": "um lead do contrato de 2017 a 2020 é aceito",
  "conform.grupozap.lead.2017.fix": "Não exija nenhum dos campos mais novos, e deixe passar o obsoleto phoneNumber.",
  "conform.grupozap.lead.phone-view.title": "uma visualização de telefone, sem e-mail nem mensagem, é aceita",
  "conform.grupozap.lead.phone-view.fix": "Quem só viu o número não deixa e-mail nem mensagem. Só originLeadId é certo.",
  "conform.grupozap.lead.no-email.title": "um lead sem e-mail é aceito",
  "conform.grupozap.lead.no-email.fix": "Não exija email: ele pode faltar, ser null ou estar vazio.",
  "conform.grupozap.lead.no-phone.title": "um lead sem telefone nenhum é aceito",
  "conform.grupozap.lead.no-phone.fix": "Não exija ddd, phone nem phoneNumber: o manual da plataforma chama os três de opcionais.",
  "conform.grupozap.lead.no-phone-number.title": "um lead sem o obsoleto phoneNumber é aceito",
  "conform.grupozap.lead.no-phone-number.fix": "Leia ddd e phone; phoneNumber está obsoleto e pode sumir.",
  "conform.grupozap.lead.no-message.title": "um lead sem mensagem é aceito",
  "conform.grupozap.lead.no-message.fix": "Não exija message: visualizações de telefone e cliques no WhatsApp não têm.",
  "conform.grupozap.lead.mcmv.title": "uma simulação do Minha Casa Minha Vida, que não tem anúncio, é aceita",
  "conform.grupozap.lead.mcmv.fix": "Quando leadOrigin é MCMV_OLX, aceite o lead sem clientListingId e sem originListingId.",
  "conform.grupozap.lead.no-zone.title": "um timestamp sem fuso é aceito",
  "conform.grupozap.lead.no-zone.fix": "O campo está documentado como ISO_LOCAL_DATE_TIME: aceite com Z, com deslocamento e sem nada.",
  "conform.grupozap.lead.unknown-field.title": "campos que ninguém conhece ainda são aceitos",
  "conform.grupozap.lead.unknown-field.fix": "Ignore campos desconhecidos; a plataforma acrescentou alguns em 2018, 2023 e 2025.",
  "conform.grupozap.lead.unknown-value.title": "valores novos de leadType, temperature e leadOrigin são aceitos",
  "conform.grupozap.lead.unknown-value.fix":
    "Guarde o valor como texto em vez de conferi-lo numa lista, e compare palavras depois da normalização Unicode (NFC).",
  "conform.grupozap.listing.missing.title": "um lead sem clientListingId é recusado com 4xx",
  "conform.grupozap.listing.missing.fix":
    "Responda 422: assim o Grupo ZAP guarda o lead e o envia de novo quando estiver corrigido. Um 2xx o perde, e um 404 remove a integração.",
  "conform.grupozap.listing.unknown.title": "um anúncio que o endpoint não conhece não recebe 404",
  "conform.grupozap.listing.unknown.fix": "Guarde o lead, responda 2xx e ligue-o ao anúncio depois.",
  "conform.grupozap.path.unknown.title": "um id desconhecido na URL não recebe 404",
  "conform.grupozap.path.unknown.fix":
    "Onde o id do anunciante faz parte do caminho, um erro de digitação ou um cliente ainda não configurado não pode receber 404, que remove a integração: responda 503. Onde a URL não tem essa parte, nada chama ali.",
  "conform.grupozap.duplicate.fix":
    "O Grupo ZAP envia um lead até mais três vezes, e de novo a pedido durante 14 dias. Responda à repetição com 2xx e não faça nada: o originLeadId mostra que é ela.",
  "conform.grupozap.body.broken.fix":
    "Responda 400 a um corpo que não é JSON. Nem 2xx, que perde o lead, nem 5xx, nem 404, que remove a integração.",
  "conform.grupozap.user-agent.title": "nenhum User-Agent é exigido",
  "conform.grupozap.user-agent.fix":
    "Não olhe o User-Agent: o Grupo ZAP não documenta nenhum, e olx-group-api é de outra empresa do grupo.",
  "conform.grupozap.content-type.title": "o Content-Type não é exigido",
  "conform.grupozap.content-type.fix": "Leia o corpo como JSON, diga o cabeçalho o que disser: o texto da plataforma não promete nenhum.",
  "conform.grupozap.redirect.fix":
    "O Grupo ZAP toma um 3xx por falha. Cadastre a URL final, com https e com ou sem a barra final, como o servidor a quer.",
  "conform.grupozap.slow.fix":
    "Primeiro guarde o lead e responda; faça o trabalho depois. Uma resposta atrasada é uma falha, e o lead vem de novo.",
  "conform.grupozap.lead.id.title": "o lead é guardado sob o originLeadId",
  "conform.grupozap.lead.id.fix":
    "Não dá para ver de fora. O exemplo em Go da plataforma lê originLead, um campo que não existe, então os leads dele ficam sem id e as repetições não são reconhecidas: veja o que foi guardado.",
  "conform.grupozap.lead.advertiser.title": "o anunciante não é deduzido da chave",
  "conform.grupozap.lead.advertiser.fix":
    "Não dá para ver de fora. Uma só chave serve a todos os anunciantes: procure o cliente pelo caminho, pelo subdomínio, pelo clientListingId ou, numa simulação, pelo sellerDocument com suas letras.",

  "conform.hotmart.credential.right.title": "o hottok em X-HOTMART-HOTTOK é aceito",
  "conform.hotmart.credential.right.fix":
    "Compare o cabeçalho X-HOTMART-HOTTOK com o hottok da conta. A Hotmart não envia assinatura: não espere por uma.",
  "conform.hotmart.credential.in-both.title": "um hottok no cabeçalho e no corpo é aceito",
  "conform.hotmart.credential.in-both.fix": "Alguns eventos levam o hottok também no corpo: deixe o campo passar, e não o guarde.",
  "conform.hotmart.events.fix":
    "Guarde o que não precisa e responda 2xx: a Hotmart desliga URLs que respondem com erros. Eventos do club não têm purchase, e têm creationDate no lugar de creation_date.",
  "conform.hotmart.format.1.0.0-form.title": "compras da versão 1.0.0, como formulário, são aceitas",
  "conform.hotmart.format.1.0.0-form.fix":
    "Só onde existe uma configuração da versão 1.0.0: ela envia formulários com o hottok num campo; um parser só de JSON não vê nada.",
  "conform.hotmart.format.1.0.0-json.title": "os outros eventos da versão 1.0.0, como JSON plano, são aceitos",
  "conform.hotmart.format.1.0.0-json.fix":
    "Só onde existe uma configuração da versão 1.0.0: carrinhos, cancelamentos e trocas de plano não têm nome de evento.",
  "conform.hotmart.format.1.0.0-credential.title": "formulários da versão 1.0.0 sem o hottok certo são recusados",
  "conform.hotmart.format.1.0.0-credential.fix": "Compare o campo hottok dos formulários como compara o cabeçalho, e responda 401.",

  "conform.eduzz.credential.right.title": "um corpo assinado com a chave de assinatura é aceito",
  "conform.eduzz.credential.right.fix":
    "Compare o cabeçalho x-signature com o HMAC-SHA-256 do corpo cru sob a chave de assinatura, em hexadecimal minúsculo, sem prefixo.",
  "conform.eduzz.ping.title": "o evento ping, que ativa uma configuração, é aceito",
  "conform.eduzz.ping.fix": "Responda 200 ao ping e não faça nada; sem isso a configuração não pode ser ativada.",
  "conform.eduzz.address-check.title": "um POST vazio recebe 2xx",
  "conform.eduzz.address-check.fix":
    "Verificar URL já foi visto enviando um POST vazio, e o endereço só pode ser salvo quando a resposta é 2xx. Não faça nada com ele.",
  "conform.eduzz.events.fix":
    "Guarde o que não precisa e responda 2xx: três erros seguidos põem a configuração em backup, e dois dias depois ela é desligada.",
  "conform.eduzz.legacy.sale.title": "uma venda do webhook obsoleto recebe 2xx",
  "conform.eduzz.legacy.sale.fix":
    "Só onde o webhook obsoleto ainda está configurado: compare origin_secret (ou origin) do corpo com o origin secret, e responda 200.",
  "conform.eduzz.legacy.events.title": "todo evento do webhook obsoleto recebe 2xx",
  "conform.eduzz.legacy.events.fix": "Responda 200 a status de que não precisa; dez erros desativam o endereço.",
  "conform.eduzz.legacy.credential.title": "o webhook obsoleto sem o origin secret certo é recusado",
  "conform.eduzz.legacy.credential.fix": "Responda 401 quando nem origin_secret nem origin é o configurado; api_key não prova nada.",
  "conform.eduzz.legacy.test-word.title": "api_key=testWebhook não deixa ninguém entrar",
  "conform.eduzz.legacy.test-word.fix":
    "A palavra que o teste usa como chave de API não é segredo: exija o origin secret dele, como de qualquer chamada.",
  "conform.eduzz.legacy.test-button.title": "a chamada de teste do webhook obsoleto recebe 200",
  "conform.eduzz.legacy.test-button.fix": "O endereço só pode ser salvo quando o teste recebe 200.",
  "conform.eduzz.delivery.create.title": "uma entrega customizada que libera acesso recebe exatamente 200",
  "conform.eduzz.delivery.create.fix": "A entrega customizada só toma 200 por sucesso, nem mesmo 201 ou 204.",
  "conform.eduzz.delivery.remove.title": "entregas customizadas que retiram acesso recebem exatamente 200",
  "conform.eduzz.delivery.remove.fix": "Responda 200 ao tipo remove por qualquer motivo, também para um acesso que você nunca liberou.",
  "conform.eduzz.delivery.unmapped.title": "a entrega customizada de um produto desconhecido recebe exatamente 200",
  "conform.eduzz.delivery.unmapped.fix": "Responda 200 mesmo quando não puder agir, ou a Eduzz continua enviando.",
  "conform.eduzz.delivery.duplicate.title": "a mesma entrega customizada de novo recebe exatamente 200",
  "conform.eduzz.delivery.duplicate.fix": "Responda 200 à repetição e não faça nada.",
  "conform.eduzz.delivery.credential.title": "uma entrega customizada sem o origin secret certo é recusada",
  "conform.eduzz.delivery.credential.fix":
    "Responda 401 quando edz_cli_origin_secret não é o configurado. nsid e sid não têm nada que só a Eduzz saiba.",
  "conform.eduzz.delivery.formats.title": "entregas customizadas como JSON plano, formulário e multipart recebem exatamente 200",
  "conform.eduzz.delivery.formats.fix": "O tipo de conteúdo não está documentado, e já se viram vários: leia os campos de cada um.",

  "conform.payt.credential.right.title": "a chave em integration_key é aceita",
  "conform.payt.credential.right.fix": "Compare o membro integration_key, no topo do corpo, com a Chave única do postback.",
  "conform.payt.test-button.title": "a chamada de Testar URL é aceita",
  "conform.payt.test.practice-sale.title": "uma venda de teste inteira, com test: true, é aceita",
  "conform.payt.test.practice-sale.fix": "Responda 200 a chamadas com test: true, ou o painel mostra uma falha; não libere nada por elas.",
  "conform.payt.events.fix":
    "Responda 200 a todo status. Um carrinho não tem transação, uma renovação não tem carrinho, e link.sources é uma lista quando está vazio.",
  "conform.payt.format.v1-flat.title": "PayT V1 Flat é aceito",
  "conform.payt.format.v1-flat.fix": "Há quem escolha este tipo por engano: nomes com pontos, tudo no topo. Leia os dois.",
  "conform.payt.format.form.title": "um formulário é aceito",
  "conform.payt.format.form.fix": "Ninguém viu a PayT enviar um; quem recebe está preparado para isso.",

  "conform.monetizze.credential.right.title": "a chave em chave_unica é aceita",
  "conform.monetizze.credential.right.fix":
    "Leia o corpo como formulário e compare chave_unica com a chave da conta; um parser só de JSON não vê nada.",
  "conform.monetizze.events.title": "todo evento do formulário recebe 200",
  "conform.monetizze.events.fix":
    "Responda 200 a todo código de tipoEvento. Um checkout abandonado não tem venda[codigo], e o que fazer não está em tipoPostback.",
  "conform.monetizze.test-button.title": "a venda de um X-Wing, do painel, recebe 200",
  "conform.monetizze.format.json.title": "o webhook mais novo, como JSON, recebe 200",
  "conform.monetizze.format.json.fix":
    "Só onde JSON foi escolhido no painel: os mesmos campos aninhados, a maioria dos valores como texto.",
  "conform.monetizze.format.legacy.title": "o formato anterior a tipoEvento recebe 200",
  "conform.monetizze.format.legacy.fix": "Sem tipoEvento e postback_evento, só o texto de venda[status] diz qual é o evento.",
  "conform.monetizze.format.mislabelled.title": "JSON sob o tipo de conteúdo de um formulário recebe 200",
  "conform.monetizze.format.mislabelled.fix": "Olhe o primeiro caractere do corpo antes de acreditar no tipo de conteúdo.",

  "conform.pagseguro.credential.right.title": "x-authenticity-token, o hash com o token da conta, é aceito",
  "conform.pagseguro.credential.right.fix":
    "Compare o cabeçalho com o SHA-256 de token, hífen e corpo cru, em hexadecimal minúsculo; não é um HMAC.",
  "conform.pagseguro.credential.missing.title": "numa chamada sem assinatura nenhuma não se acredita",
  "conform.pagseguro.credential.missing.fix":
    "Não dá para ver de fora: ela pode ser recusada, ou ser tomada como aviso para ler a cobrança no PagBank, e então recebe 2xx. O que conta é que nada do que ela diz seja acreditado.",
  "conform.pagseguro.signature.key.title": "x-payload-signature é aceito",
  "conform.pagseguro.signature.key.fix":
    "Não pode ser feita aqui: só o PagBank tem a chave privada. Chamadas mais novas podem trazê-la no lugar de x-authenticity-token.",
  "conform.pagseguro.events.title": "todo pedido, cobrança e checkout do PagBank é aceito",
  "conform.pagseguro.format.recurring.title": "as chamadas de assinaturas são aceitas",
  "conform.pagseguro.format.recurring.fix": "Só onde se vendem assinaturas: os corpos delas têm env, event e resource.",
  "conform.pagseguro.classic.notification.title": "notificações clássicas, como formulário de dois campos, recebem 200",
  "conform.pagseguro.classic.notification.fix":
    "Disputas e chargebacks ainda vêm como formulários, ao endereço que recebe JSON. Guarde o código, responda 200 e consulte o PagSeguro depois.",
  "conform.pagseguro.classic.forged.title": "numa notificação clássica forjada não se acredita",
  "conform.pagseguro.classic.forged.fix":
    "Não dá para ver de fora: uma notificação não traz prova, então uma forjada é igual a qualquer outra e também recebe 200. O que conta é que nada aconteça antes de o PagSeguro, consultado com o e-mail e o token da conta, responder.",
};
