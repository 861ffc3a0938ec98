import type { credential as english } from "../en/credential.ts";
import type { Translation } from "../text.ts";

/** `intg credential ...` */
export const credential: Translation<typeof english> = {
  "column.secret": "SEGREDO",
  "column.fingerprint": "IMPRESSÃO DIGITAL",
  "column.set-at": "DEFINIDO EM",
  "column.verifies": "CONFERE CHAMADAS",
  "column.looks": "FORMATO",

  "credential.summary": "segredos que provam que a chamada é da plataforma",
  "credential.given-twice": "cada segredo é citado uma vez só; para aceitar dois valores, use --add",
  "credential.stdin-twice": "só um segredo pode vir da entrada padrão",
  "credential.variable-not-set": "a variável não está definida",
  "credential.empty": "está vazio",
  "credential.literal":
    "{name} foi escrito na linha de comando: o histórico do seu shell pode guardá-lo. Melhor: --secret {name}=env:VARIÁVEL",
  "credential.where": "{title} mostra o {name} em: {where}",
  "credential.question": "{name} de {title}, loja {store}",
  "credential.advice": "{name}: {note}",
  "credential.retired": "O valor mais antigo de {names} da loja {store} em {title} foi aposentado.",
  "credential.nothing-to-retire": "Nada a aposentar: cada segredo tem um valor só.",

  "credential.set.summary": "guarda os segredos de uma loja",
  "credential.set.description":
    "Guarda os segredos de uma loja, criptografados; eles nunca são impressos. FONTE é env:VARIÁVEL, file:CAMINHO ou stdin. Um nome sozinho é perguntado, sem eco; sem nome nenhum, são perguntados os segredos que conferem as chamadas. Para trocar um: use --add com o valor novo, mude na plataforma e depois aposente o antigo com --retire.",
  "credential.set.example":
    'printf %s "my-hottok" | intg credential set hotmart --secret hottok=stdin\nHOTTOK=my-hottok intg credential set hotmart --secret hottok=env:HOTTOK --add\nintg credential set hotmart --retire',
  "credential.set.option.secret": "NOME=FONTE, ou só NOME para ser perguntado (pode repetir)",
  "credential.set.option.description": "um texto curto para você se achar",
  "credential.set.option.add": "continua aceitando os valores anteriores, enquanto um segredo é trocado",
  "credential.set.option.retire": "descarta o mais antigo de vários valores aceitos",
  "credential.set.option.api":
    "para plataformas cuja API é consultada (Hotmart, PagSeguro, Eduzz): production, sandbox ou o endereço de um servidor seu",
  "credential.set.option.act-on-tests": "trata as chamadas de teste do painel como reais",
  "credential.set.option.no-act-on-tests": "só registra as chamadas de teste do painel (padrão)",
  "credential.set.done": "{names} de {title}, loja {store}: guardado.",
  "credential.woken":
    "{n} {n:chamada|chamadas} sobre as quais não foi possível consultar {title} {n:será consultada|serão consultadas} de novo.",
  "credential.set.account-done": "Loja {store} de {title} alterada.",
  "credential.set.url": "URL para o painel de {title}: https://<seu endereço>{path}",

  "credential.list.summary": "lista quais segredos estão guardados",
  "credential.list.description": "Lista quais segredos estão guardados, pela impressão digital (início do SHA-256); nunca os valores.",
  "credential.list.example": "intg credential list --json",
  "credential.list.option.provider": "só desta plataforma",
  "credential.list.empty": "Nenhum segredo ainda. Defina um: intg credential set hotmart --secret hottok=env:VARIÁVEL",

  "credential.show.summary": "mostra uma loja e quais segredos dela estão guardados",
  "credential.show.example": "intg credential show hotmart",
  "credential.show.url": "CAMINHO DA URL",
  "credential.show.act-on-tests": "AGE EM TESTES",
  "credential.show.api": "API",
  "credential.show.where": "{name} não está definido. Você o encontra em: {where}",

  "credential.check.summary": "vê se os segredos guardados estão certos e os testa",
  "credential.check.description":
    "Compara cada valor guardado com o que se sabe do formato dele e usa uma vez os que são da API da plataforma: a Hotmart dá um token por eles, que é descartado; PagSeguro e Eduzz respondem a uma pergunta. Termina com 8 quando algum parece errado ou é recusado, com 6 quando a plataforma não responde e com 3 quando nenhum está definido. --offline olha só o formato.",
  "credential.check.example": "intg credential check hotmart\nintg credential check hotmart --offline",
  "credential.check.right": "certo",
  "credential.check.only-form": "Só o formato foi visto; se {title} os aceita, a primeira chamada mostra.",

  "credential.remove.summary": "esquece os segredos de uma loja",
  "credential.remove.description": "Esquece os segredos de uma loja; daí em diante as chamadas dela são recusadas. Pergunta antes.",
  "credential.remove.example": "intg credential remove hotmart --secret hottok --yes",
  "credential.remove.option.secret": "só este",
  "credential.remove.confirm": "Esquecer {names} da loja {store} de {title}",
  "credential.remove.done": "{names} de {title}, loja {store}: esquecido.",
};
