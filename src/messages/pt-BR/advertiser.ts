import type { advertiser as english } from "../en/advertiser.ts";
import type { Translation } from "../text.ts";

/** `intg advertiser ...` */
export const advertiser: Translation<typeof english> = {
  "column.document": "DOCUMENTO",
  "column.url": "URL",
  "column.send-lead-email": "E-MAIL DO LEAD",
  "column.closed": "ENCERRADO",
  "column.advertiser": "ANUNCIANTE",
  "column.code": "CÓDIGO",
  "list.option.limit": "no máximo tantos (padrão: {rows} em tabela, todos com --json)",
  "list.more": "Pode haver mais: intg {command} --after {after}",
  "import.argument.file": "arquivo CSV; o cabeçalho diz o que é cada coluna",

  "document.not_text": "não é texto",
  "document.empty": "está vazio",
  "document.bad_charset": "tem um caractere que nenhum CPF ou CNPJ tem",
  "document.bad_length": "não tem 11 nem 14 caracteres",
  "document.repeated": "é um só dígito repetido",
  "document.bad_check_digits": "os dígitos verificadores não conferem",

  "advertiser.summary": "clientes que recebem os leads do Grupo ZAP",
  "advertiser.argument.slug": "nome curto; faz parte da URL que o Grupo ZAP chama",
  "advertiser.option.document": "CPF ou CNPJ, com ou sem máscara",
  "advertiser.option.url": "URL de integração do anunciante (padrão: formada pela sua URL pública e pelo slug)",
  "advertiser.option.send-lead-email": "o Grupo ZAP também manda cada lead por e-mail ao anunciante",
  "advertiser.option.closed": "responde 404, o que faz o Grupo ZAP remover a integração",
  "advertiser.bad-slug": "letras minúsculas, dígitos, pontos, hífens e sublinhados, no máximo 63",
  "advertiser.no-document": "Falta --document: o CPF ou CNPJ do anunciante.",
  "advertiser.closed-and-open": "--closed e --open dizem o contrário um do outro.",
  "advertiser.document-shared": "O anunciante {slug} tem o mesmo documento; o export-zap-csv recusa um documento repetido.",

  "advertiser.add.summary": "cadastra um anunciante",
  "advertiser.add.description": "Cadastra um cliente. O documento é conferido e aparece só com os quatro últimos caracteres.",
  "advertiser.add.example":
    "intg advertiser add imobiliaria-sol --document 56.921.485/0001-00\nintg advertiser add casa-nova --document 529.982.247-25 --url https://crm.example.com/lead/casa-nova --send-lead-email",
  "advertiser.add.done": "{slug} cadastrado.",
  "advertiser.add.url": "O Grupo ZAP deve chamar: https://<seu endereço>/grupozap/lead/{slug}",
  "advertiser.add.own-url": "O Grupo ZAP deve chamar: {url}",

  "advertiser.list.summary": "lista os anunciantes",
  "advertiser.list.example": "intg advertiser list --show-pii",
  "advertiser.list.option.after": "só os que vêm depois deste slug",
  "advertiser.list.empty": "Nenhum anunciante ainda. Cadastre um: intg advertiser add <slug> --document CPF-ou-CNPJ",

  "advertiser.edit.summary": "altera um anunciante",
  "advertiser.edit.description": "Altera os campos informados e deixa os outros como estão. Um --url vazio volta à URL formada pelo slug.",
  "advertiser.edit.example": "intg advertiser edit imobiliaria-sol --no-send-lead-email --open",
  "advertiser.edit.option.no-send-lead-email": "o Grupo ZAP não manda os leads por e-mail",
  "advertiser.edit.option.open": "volta a responder aos leads",
  "advertiser.edit.done": "{slug} alterado.",

  "advertiser.remove.summary": "remove um anunciante com seus anúncios",
  "advertiser.remove.description":
    "Remove um cliente com seus anúncios; daí em diante, os leads dele ficam guardados sem correspondência. Pergunta antes.",
  "advertiser.remove.example": "intg advertiser remove imobiliaria-sol --yes",
  "advertiser.remove.confirm": "Remover o anunciante {slug} com seus anúncios",
  "advertiser.remove.done": "{slug} removido, com seus anúncios.",

  "advertiser.import.summary": "cadastra ou altera muitos anunciantes a partir de um arquivo CSV",
  "advertiser.import.description":
    "Lê DOCUMENT, URL, SEND_LEAD_EMAIL e SLUG, em qualquer ordem; as três últimas podem faltar. Os formatos de 2019 também são lidos. Sem SLUG, o slug é o último trecho da URL, quando nenhuma outra linha o tem, ou então o documento. Cada linha com erro é listada e, nesse caso, nada é importado.",
  "advertiser.import.example":
    "printf 'DOCUMENT,URL,SEND_LEAD_EMAIL\\n56921485000100,https://crm.example.com/lead/sol,false\\n' > anunciantes.csv\nintg advertiser import anunciantes.csv",
  "advertiser.import.old-form": "Lido no formato que o Grupo ZAP publicou em {form}.",
  "advertiser.import.unused": "Colunas ignoradas: {columns}",
  "advertiser.import.merged": "{n} {n:linha dizia|linhas diziam} o mesmo de outro portal e {n:foi unida|foram unidas}.",
  "advertiser.import.done": "Importação feita: {added} {added:novo|novos}, {updated} {updated:alterado ou igual|alterados ou iguais}.",
};
