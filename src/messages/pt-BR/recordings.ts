import type { recordings as english } from "../en/recordings.ts";
import type { Translation } from "../text.ts";

/** Files of recorded calls, and sending calls again. */
export const recordings: Translation<typeof english> = {
  "recording.place.line": "linha {number}",
  "recording.place.entry": "entrada {number}",
  "note.recording.not-recognised":
    "{place} não começa nenhuma das formas em que chegam chamadas gravadas: .http, .har, linhas de comando do curl, um documento JSON por linha",
  "note.recording.utf-16": "o texto está em UTF-16, como alguns terminais do Windows gravam arquivos; salve em UTF-8",
  "note.recording.bad-method": "{place}: o método não é um método HTTP",
  "note.recording.bad-url": "{place}: o endereço não é uma URL http ou https nem um caminho",
  "note.recording.bad-header": "{place}: o cabeçalho número {number} não tem um nome válido ou tem uma quebra de linha no valor",
  "note.recording.bad-member": "{place}: `{member}` falta ou não é o que deveria ser",
  "note.recording.variable": "{place}: uma variável entre chaves duplas espera que um editor a preencha; escreva o valor dela",
  "note.recording.body-elsewhere": "{place}: o corpo está em outro arquivo; coloque-o neste",
  "note.recording.bad-request-line": "{place} não é uma linha de requisição, como em POST /hooks/hotmart",
  "note.recording.bad-header-line": "{place}: uma das linhas de cabeçalho não tem nome",
  "note.recording.no-blank-line": "{place}: falta a linha em branco entre os cabeçalhos e o corpo",
  "note.recording.not-utf8": "o texto não está em UTF-8",
  "note.recording.not-json": "{place} não é um documento JSON",
  "note.recording.not-object": "{place}: o documento não é um objeto",
  "note.recording.json-list": "as chamadas estão em uma lista; coloque cada uma em sua linha: jq -c '.[]'",
  "note.recording.har-without-entries": "a gravação não tem entradas",
  "note.recording.body-left-out": "{place}: a gravação deixou o corpo de fora",
  "note.recording.curl-windows": "as linhas de comando são para o cmd do Windows; copie as do bash",
  "note.recording.not-curl": "{place}: `{command}` não é curl",
  "note.recording.curl-option": "{place}: a opção {flag} do curl não é entendida aqui",
  "note.recording.curl-urls": "{place}: há {n} endereços, e precisa haver um",
  "note.recording.curl-file": "{place}: {flag} pega o valor do arquivo {path}; coloque no comando o que há nele",
  "note.recording.shell-unclosed": "{place}: falta fechar uma aspa",
  "note.recording.shell-beyond": "{place}: `{what}` só é preenchido por um shell em execução; escreva o valor no lugar",

  "replay.send.confirm": "Enviar {n} {n:chamada|chamadas} com dados de compradores para {host}",
  "replay.send.answered": "{status} em {ms} ms",
  "replay.send.failed": "sem resposta ({reason})",
  "replay.send.unsigned": "não enviada, sem a credencial {secret}",
  "replay.send.more": "mais {n} com problema; --json conta cada uma",
  "replay.send.summary": "{n} {n:chamada|chamadas}: {accepted} {accepted:aceita|aceitas}, {refused} {refused:recusada|recusadas}",
  "replay.send.summary-failed": "{n} sem resposta",
  "replay.send.summary-unsigned": "{n} não {n:enviada|enviadas} por falta de credencial",
  "replay.send.stopped": "Parado: {done} de {total} chamadas {done:foi tentada|foram tentadas}; o resto não foi enviado.",
  "replay.send.try-resign":
    "Uma chamada de arquivo vai com a credencial com que foi gravada; --resign assina de novo com a desta pasta de dados.",
};
