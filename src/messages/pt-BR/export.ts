import type { exporting as english } from "../en/export.ts";
import type { Translation } from "../text.ts";

/** `intg export-zap-csv`, and what can be wrong with a row that comes in or goes out. */
export const exporting: Translation<typeof english> = {
  "export-zap-csv.summary": "o arquivo de todos os anunciantes que o Grupo ZAP pede",
  "export-zap-csv.description":
    "Escreve DOCUMENT,URL,SEND_LEAD_EMAIL de cada anunciante que não está encerrado: o arquivo que se manda por e-mail ao Grupo ZAP depois da homologação. Um só anunciante com documento errado ou repetido, ou sem URL, impede tudo: cada um deles é citado, e nada é escrito. Um arquivo só é substituído quando está completo.",
  "export-zap-csv.example":
    "intg export-zap-csv --public-url https://crm.example.com -o anunciantes.csv\nintg export-zap-csv --public-url https://crm.example.com | head -3",
  "export-zap-csv.option.output": "arquivo a escrever (padrão: -, a saída padrão)",
  "export-zap-csv.option.public-url": "endereço do seu receptor, para anunciantes sem URL: <url>/grupozap/lead/<slug>",
  "export-zap-csv.skipped": "{n} {n:anunciante encerrado ficou|anunciantes encerrados ficaram} de fora.",
  "export-zap-csv.empty": "Não há anunciante a exportar; só o cabeçalho foi escrito.",
  "export-zap-csv.done": "{n} {n:anunciante escrito|anunciantes escritos} em {file}.",

  "reason.connection-timed-out": "a conexão esgotou o tempo",
  "reason.connection-failed": "a conexão falhou",
  "reason.answer-timed-out": "a resposta não veio a tempo",
  "reason.answer-too-large": "a resposta é grande demais",
  "reason.missing": "não está lá",
  "reason.unreadable": "a leitura falhou",
  "reason.unwritable": "a gravação falhou",
  "reason.malformed": "não contém 32 bytes em base64 ou em dígitos hexadecimais",
  "reason.readable-by-others": "outros além do dono podem lê-la",
  "reason.does-not-open": "as credenciais foram guardadas com outra",
  "reason.ENOENT": "não existe esse arquivo ou pasta",
  "reason.EACCES": "permissão negada",
  "reason.EPERM": "não é permitido",
  "reason.EISDIR": "é uma pasta",
  "reason.ENOTDIR": "parte do caminho não é uma pasta",
  "reason.ENOSPC": "o disco está cheio",
  "reason.EROFS": "o disco é só de leitura",

  "note.row.not_text": "{where}: falta o documento",
  "note.row.empty": "{where}: falta o documento",
  "note.row.bad_charset": "{where}: o documento {document} tem um caractere que nenhum CPF ou CNPJ tem",
  "note.row.bad_length":
    "{where}: o documento {document} não tem 11 (CPF) nem 14 caracteres (CNPJ); uma planilha pode ter cortado zeros à esquerda",
  "note.row.repeated": "{where}: o documento {document} é um só dígito repetido",
  "note.row.bad_check_digits": "{where}: os dígitos verificadores do documento {document} não conferem",
  "note.row.document-masked": "{where}: o documento {document} está guardado com máscara ou em minúsculas",
  "note.row.document-shared": "{where}: o documento {document} é de vários anunciantes",
  "note.row.document-twice": "{where}: o documento {document} já está em {first}",
  "note.row.document-taken": "{where}: o documento {document} já é do anunciante {slug}",
  "note.row.no-url": "{where}: sem URL; defina uma com --url, ou informe --public-url",
  "note.row.bad-url": "{where}: a URL não é http nem https",
  "note.row.bad-boolean": "{where}: {column} não é true nem false",
  "note.row.bad-slug": "{where}: o slug não é feito de letras, dígitos, pontos, hífens e sublinhados",
  "note.row.slug-twice": "{where}: o slug {slug} já está em {first}",
  "note.row.slug-taken": "{where}: o slug {slug} é de um anunciante com outro documento",
  "note.row.uneven": "{where}: {cells} {cells:célula|células} sob {columns} {columns:coluna|colunas}",
  "note.row.no-column": "{where}: não há a coluna {column}",
  "note.row.broken-quote": "{where}: aspas que não se fecham, ou no meio de uma célula; nada depois delas foi lido",
  "note.row.bad-code": "{where}: o código está vazio, é longo demais ou tem um caractere de controle",
  "note.row.unknown-advertiser": "{where}: o anunciante {advertiser} não está cadastrado",
  "note.row.code-twice": "{where}: o anúncio {code} está em {first} com outro anunciante",
  "note.row.code-taken": "{where}: o anúncio {code} já é do anunciante {owner}",
};
