import type { destinationLeadlovers as english } from "../en/destination-leadlovers.ts";
import type { Translation } from "../text.ts";

/** What is said about leadlovers as a destination. */
export const destinationLeadlovers: Translation<typeof english> = {
  "note.leadlovers.not-mapped": "a leadlovers só aceita números, e {object} ainda não tem um: associe ao código dele, como {example}",
  "note.leadlovers.bad-tag": "`{given}` não é um código de tag: um número, como 640001",
  "note.leadlovers.bad-funnel": "`{given}` não é um código de funil: máquina/funil, como 700001/1500002",
  "note.leadlovers.bad-sequence": "`{given}` não é um código de sequência: máquina/funil/nível, como 700001/1500002/1",
  "note.leadlovers.no-email": "o contato não tem e-mail, e é por ele que a leadlovers conhece seus leads",
  "note.leadlovers.long-email": "o e-mail do contato passa dos {longest} caracteres que a leadlovers guarda",
  "note.leadlovers.other-action": "{action} não é algo que a leadlovers faça",
  "note.leadlovers.bad-settle-delay": "`{given}` não é uma duração de até 10m, como 15s",
  "note.leadlovers.later": "a leadlovers não pode receber agora (HTTP {status}, StatusCode {code})",
  "note.leadlovers.no-answer": "a leadlovers não respondeu a tempo ao próprio gateway (HTTP {status}); o lead pode já estar no funil",
  "note.leadlovers.not-found-yet":
    "a leadlovers não encontra o lead (HTTP {status}, StatusCode {code}); ele pode estar entrando, então a tag é tentada de novo",
  "note.leadlovers.not-found": "a leadlovers não encontra o lead, a tag ou o funil (HTTP {status}, StatusCode {code})",
  "note.leadlovers.unauthorized":
    "a leadlovers não aceita o token (HTTP {status}, StatusCode {code}): veja foto do perfil > Meu perfil > Perfil > Gerar Token",
  "note.leadlovers.refused": "a leadlovers recusou (HTTP {status}, StatusCode {code})",
  "note.leadlovers.not-told": "a leadlovers não disse (HTTP {status}, StatusCode {code})",
  "note.leadlovers.unclear": "a leadlovers respondeu HTTP {status} com algo que não conhecemos",
};
