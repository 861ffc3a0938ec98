import type { secrets as english } from "../en/secrets.ts";
import type { Translation } from "../text.ts";

/** What can look wrong with a secret. Advice: vendors change their formats. */
export const secrets: Translation<typeof english> = {
  "note.secret.trimmed": "os espaços em volta foram cortados",
  "note.secret.has-space": "há um espaço ou uma quebra de linha no meio",
  "note.secret.unusual": "não se parece com os outros: {look}",
  "note.hotmart.hottok-is-other-secret": "é o mesmo valor de {other}; o hottok é outro, o da aba Autenticação do webhook",
  "note.hotmart.hottok-looks-like-uuid": "parece um Client ID ou Client Secret; o hottok é outro, o da aba Autenticação do webhook",
  "note.hotmart.hottok-looks-like-basic": "parece o Basic da API; o hottok é outro, o da aba Autenticação do webhook",
  "note.hotmart.basic-not-base64": "não está em base64, e o Basic está",
  "note.hotmart.basic-not-a-pair": "não traz o Client ID e o Client Secret, como o Basic traz",
  "note.hotmart.basic-mismatch": "{name} não combina: o Basic traz outro Client ID ou Client Secret",
  "note.hotmart.not-a-uuid": "não tem a cara de um: 8-4-4-4-12 dígitos hexadecimais",
  "note.grupozap.secret-is-base64-pair": "era o par em base64 inteiro; só a chave depois de vivareal: foi guardada",
};
