import type { explain as english } from "../en/explain.ts";
import type { Translation } from "../text.ts";

/** `intg explain`. */
export const explain: Translation<typeof english> = {
  "explain.summary": "conta por que cada regra disparou ou não num evento",
  "explain.description":
    "Conta a história de um evento: o que chegou, com o que foi associado, o que cada regra decidiu e por quê, e o que disso vale hoje.",
  "explain.example": "intg explain latest\nintg explain evt_01k9d5w2rc --json",
  "explain.waiting": "Esperam outros gatilhos ({n})",
  "explain.more-waiting": "e mais {n}: --verbose",
  "explain.question": "Consulta à plataforma",
  "explain.not-asked": "ainda não consultada: um receptor rodando consulta na hora",
  "explain.asked": "consultada {n} {n:vez|vezes}; {reason}; nova consulta em {at}",
  "explain.effects": "O que fez, e o que vale agora",
  "explain.no-effects": "nada",
  "explain.not-decided": "nenhuma foi consultada: o evento está como {status}",
  "explain.removed": "removida desde então",
  "explain.added": "criada desde então",
  "explain.added-acts": "criada desde então: age depois de um reprocessamento",
  "explain.stands": "vale: {now}",
  "explain.overruled": "agora {now}, por {by}",
  "explain.nothing-now": "retirado desde então",
  "explain.dispatches": "O que sai daqui",
  "explain.unsent": "{action} {target}: nunca enviado; um reprocessamento envia (intg replay EVENTO --apply)",
  "explain.dispatch-hint": "por quê: intg dispatch show",
};
