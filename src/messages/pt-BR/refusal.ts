import type { refusal as english } from "../en/refusal.ts";
import type { Translation } from "../text.ts";

/** Calls that were refused: which known mistake explains each, and what to do about it. */
export const refusal: Translation<typeof english> = {
  "note.mistake.body-rewritten":
    "a assinatura da chamada combina com o corpo como {like} o escreve: algo no caminho leu o JSON e o escreveu de novo, e chegaram outros bytes",
  "note.mistake.body-newline": "combina com o corpo com outro fim de linha ou espaço na borda: algo no caminho acrescentou ou cortou um",
  "note.mistake.body-line-ends": "combina com o corpo com outros fins de linha: algo no caminho trocou CRLF e LF",
  "note.mistake.body-mark": "combina com o corpo com ou sem a marca de ordem de bytes (BOM) no começo: algo no caminho mudou isso",
  "note.mistake.body-charset": "combina com o corpo em outra codificação: algo no caminho leu UTF-8 como Latin-1, ou Latin-1 como UTF-8",
  "note.mistake.body-wrapped": "o corpo é um texto JSON dentro de um texto JSON: algo no caminho o codificou duas vezes",
  "note.mistake.body-base64": "o corpo chegou em base64: algo no caminho o codificou e não decodificou",

  "note.mistake.sent-in-query": "o segredo certo ({what}) veio no endereço (?{name}), onde não é aceito; o lugar dele é {place}",
  "note.mistake.sent-in-path": "o segredo certo ({what}) veio no caminho do endereço, onde não é aceito; o lugar dele é {place}",
  "note.mistake.sent-in-header": "o segredo certo ({what}) veio no cabeçalho {name}; o lugar dele é {place}",
  "note.mistake.sent-in-body": "o segredo certo ({what}) veio no campo {name} do corpo; o lugar dele é {place}",
  "note.mistake.sent-as-bearer": "o segredo certo ({what}) veio como `Authorization: Bearer`; o lugar dele é {place}",
  "note.mistake.sent-as-basic": "o segredo certo ({what}) veio como `Authorization: Basic` em outra forma; o lugar dele é {place}",
  "note.mistake.sent-bare": "o segredo certo ({what}) veio sozinho no cabeçalho Authorization; o lugar dele é {place}",
  "note.mistake.sent-twice": "{place} veio mais de uma vez com valores diferentes, e um deles está certo",
  "note.mistake.sent-padded": "o segredo ({what}) em {place} está certo, mas veio com aspas, espaços ou uma palavra em volta",
  "note.mistake.sent-itself":
    "o próprio segredo ({what}) veio na chamada; ele nunca é enviado, e sim usado para fazer a assinatura em {place}",
  "note.mistake.sent-prefixed": "a assinatura em {place} está certa, mas tem antes um prefixo como `sha256=`",
  "note.mistake.sent-upper-case": "a assinatura em {place} está certa, mas em letras maiúsculas",
  "note.mistake.sent-in-base64": "a assinatura está certa, mas em base64, e {place} leva dígitos hexadecimais",
  "note.mistake.sent-swapped": "{place} foi feito de corpo e token; deve ser token, hífen e corpo, nesta ordem",
  "note.mistake.sent-without-hyphen": "{place} foi feito sem o hífen entre o token e o corpo, ou com o corpo antes",
  "note.mistake.sent-keyed": "{place} foi feito como HMAC; deve ser o SHA-256 simples de token, hífen e corpo",

  "note.mistake.stored-quoted": "{secret} está guardado com aspas em volta; sem elas, combina",
  "note.mistake.stored-with-blanks": "{secret} está guardado com um espaço, um fim de linha ou um caractere invisível; sem isso, combina",
  "note.mistake.stored-with-scheme": "{secret} está guardado com `Basic` ou `Bearer` antes; sem essa palavra, combina",
  "note.mistake.stored-with-name": "{secret} está guardado com o nome antes, como NOME=VALOR; só o valor combina",
  "note.mistake.stored-as-pair": "{secret} está guardado em base64 ou como o par inteiro; a chave dentro dele combina",
  "note.mistake.stored-in-other-case": "{secret} está guardado com outras maiúsculas e minúsculas; a diferença entre elas conta",
  "note.mistake.stored-under-other-name": "o valor guardado como {under} combina: deveria estar guardado como {secret}",
  "note.mistake.stored-product-key":
    "o que está guardado é a chave do produto ({field}); as chamadas são comprovadas pela da conta, {place}",

  "note.mistake.other-store": "combina com o segredo da loja {store} ({title}): a chamada era para {path}",
  "note.mistake.other-environment":
    "combina com o segredo da loja {store} ({title}), que está no ambiente {environment}: a chamada era para {path}",
  "note.mistake.other-provider":
    "é uma chamada legítima da plataforma {title} para a loja {store}, em um endereço que não é o dela; o lugar dela é {path}",
  "note.mistake.other-provider-shape": "o corpo parece o da plataforma {title}, em um endereço que não é o dela; o lugar dela é {path}",

  "note.mistake.shows-other-secret": "este tipo de chamada é comprovado por {needed}, e a loja só tem {other} guardado",
  "note.mistake.shows-sandbox":
    "a chamada diz que vem do sandbox, que tem o seu próprio {secret}; ele não combina com nenhum dos guardados",
  "note.mistake.shows-clone": "a chamada diz que vem de {engine}, uma plataforma que copia o formato da Hotmart e tem o seu próprio hottok",
  "note.mistake.shows-test":
    "a chamada está marcada como teste e não traz nada do que está guardado: o segredo de produção ({title}) está guardado e veio o de teste, ou o contrário?",

  "note.mistake.unset": "não há nada guardado com que comparar: {secrets} ({title})",
  "note.mistake.absent":
    "nada na chamada, em nenhum lugar conhecido, combina com o que está guardado (impressão digital, desde): {compared}",
  "note.mistake.usable": "a chamada é legítima; o corpo não é o que a plataforma {title} documenta",
  "note.mistake.unknown": "nenhum erro conhecido explica; o que está guardado (impressão digital, desde): {compared}",

  "refusal.mend.body":
    "Um proxy, túnel ou função entre {title} e aqui precisa passar os bytes adiante como chegaram. Teste o caminho com uma chamada legítima:",
  "refusal.mend.sent":
    "Quem envia estas chamadas precisa enviar como {title} envia; a própria plataforma sempre faz certo, então é um repasse ou um teste. É assim:",
  "refusal.mend.stored": "Guarde de novo, como aparece no painel ({title}): {where}",
  "refusal.mend.other-store":
    "Coloque naquela configuração ({title}) o endereço acima, ou guarde o segredo dela também na loja {here} (--add):",
  "refusal.mend.other-environment":
    "As chamadas do sandbox e da produção pedem uma loja cada. Coloque na configuração ({title}) o endereço acima:",
  "refusal.mend.other-provider": "Coloque na configuração ({title}) o endereço acima. O que está guardado para ela:",
  "refusal.mend.other-provider-shape": "Coloque na configuração ({title}) o endereço acima, e guarde os segredos da plataforma {title}:",
  "refusal.mend.shows-other-secret": "Guarde esse também: {where}",
  "refusal.mend.shows-sandbox": "Guarde os segredos do sandbox como uma loja própria, e dê ao sandbox o endereço dela:",
  "refusal.mend.shows-clone":
    "Não tome as chamadas dela pelas da Hotmart. Tire o endereço de lá, ou guarde o hottok dela como uma loja própria:",
  "refusal.mend.shows-test": "Compare com o painel ({title}): {where}",
  "refusal.mend.unset": "Guarde o segredo; ele aparece no painel ({title}): {where}",
  "refusal.mend.absent": "Ele está ligado no painel ({title}: {where}), e nada no caminho o corta? Uma chamada legítima é assim:",
  "refusal.mend.usable": "Pode ser outro serviço chamando. Isto é o que {title} envia:",
  "refusal.mend.unknown": "Antes de tudo, compare o valor de lá com o painel ({title}): {where}",

  "refusal.id": "{id}  {mistake}",
  "refusal.left-out": "mais {n} {n:chamada foi recusada|chamadas foram recusadas} antes desta e não {n:foi guardada|foram guardadas}",
  "refusal.bytes": "{n} {n:byte|bytes}",
  "refusal.list.empty": "Nenhuma chamada recusada está guardada.",
  "refusal.list.more": "Estas são as {n} mais novas. Para ver mais: --limit.",
  "refusal.list.show-hint": "O que fazer com uma delas: intg event show {id}",
  "refusal.filter": "chamadas recusadas não têm eventos: com --refused só valem --provider, --store, --since e --limit",
  "refusal.no-raw": "de uma chamada recusada não ficam cabeçalhos nem corpo, então não há --raw",
  "refusal.field.why": "motivo",
  "refusal.field.answer": "resposta",
  "refusal.field.call": "chamada",
  "refusal.field.body": "corpo",
  "refusal.field.sha256": "SHA-256",
  "refusal.field.at": "quando",
  "refusal.column.at": "QUANDO",
  "refusal.column.id": "ID",
  "refusal.column.from": "PLATAFORMA",
  "refusal.column.answer": "RESPOSTA",
  "refusal.column.why": "MOTIVO",
};
