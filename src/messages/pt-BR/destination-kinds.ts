import type { destinationKinds as english } from "../en/destination-kinds.ts";
import type { Translation } from "../text.ts";

/** What is said about destinations in general, webhooks and members' areas. */
export const destinationKinds: Translation<typeof english> = {
  "note.answer.later": "não pode receber agora (HTTP {status})",
  "note.answer.gone": "o endereço deixou de existir (HTTP 410)",
  "note.answer.redirect":
    "ele aponta para outro endereço (HTTP {status}), e redirecionamentos nunca são seguidos: informe o endereço para o qual aponta",
  "note.answer.no-entry": "não aceita o nosso segredo (HTTP {status})",
  "note.answer.not-found": "não há nada nesse endereço (HTTP 404)",
  "note.answer.refused": "recusou a requisição (HTTP {status})",

  "note.members.no-request": "falta a configuração {setting}, que diz o que chamar; para a MemberKit: --set preset=memberkit",
  "note.setting.missing": "falta a configuração {setting}",
  "note.setting.empty": "está vazia",
  "note.setting.not-url": "não é um endereço http ou https que sirva: sem espaços, sem usuário nem senha, sem #",
  "note.setting.base-with-query": "caminhos são acrescentados a este endereço, então ele não pode ter ?",
  "note.setting.open-host": "o esquema e o host ficam no começo, sem nada a preencher, como https://example.com/...",
  "note.setting.not-number": "não é um número inteiro de {least} a {most}",
  "note.setting.not-one-of": "não é nenhuma destas: {words}",
  "note.setting.not-content-type": "não é um tipo de conteúdo, como application/json",

  "note.secret.missing": "falta o segredo {name}",
  "note.secret.not-header": "o segredo {name} tem caracteres que um cabeçalho HTTP não pode levar",

  "note.template.unclosed": "o que se abre na coluna {column} nunca se fecha",
  "note.template.no-field": "`{found}` na coluna {column} não indica campo nenhum",
  "note.template.unknown-field": "`{found}` na coluna {column} não é um campo",
  "note.template.unknown-field-near": "`{found}` na coluna {column} não é um campo; você quis dizer `{suggestion}`?",
  "note.template.no-value": "sem valor, e sem nada para pôr no lugar: {fields}",
  "note.template.not-json": "depois de preenchido, o corpo não é JSON: textos ficam entre aspas, números não",

  "note.webhook.other-action": "{action} não é algo que se conte a um webhook",
  "note.webhook.no-text": "a mensagem não tem texto",
  "note.webhook.plain-secret":
    "não está escrito como whsec_ e base64, como quer o Standard Webhooks: quem recebe precisa usá-lo como texto puro",
  "note.webhook.secret-length": "tem {bytes} bytes; o recomendado são de {least} a {most} aleatórios",

  "note.members.other-action": "{action} não é algo que uma área de membros faça",
  "note.members.no-email": "o contato não tem e-mail, e é por ele que a área de membros conhece seus membros",
  "note.members.no-code": "{product} ainda não tem código na área de membros: classroom:12,34, level:5 ou unlimited",
  "note.members.bad-code": "`{given}` não é um código da MemberKit: classroom:12,34, level:5 ou unlimited",
  "note.members.bad-auth": "o token vai em um destes: bearer, basic, header:<Name> ou query:<name>",
};
