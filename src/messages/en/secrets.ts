/** What can look wrong with a secret. Advice: vendors change their formats. */
export const secrets = {
  "note.secret.trimmed": "blanks around it were cut off",
  "note.secret.has-space": "there is a blank or a line break inside it",
  "note.secret.unusual": "it does not look like the others: {look}",
  "note.hotmart.hottok-is-other-secret":
    "this is the same value as {other}; the hottok is another one, from the webhook's tab Autenticação",
  "note.hotmart.hottok-looks-like-uuid":
    "it looks like a Client ID or Client Secret; the hottok is another one, from the webhook's tab Autenticação",
  "note.hotmart.hottok-looks-like-basic":
    "it looks like the Basic of the API; the hottok is another one, from the webhook's tab Autenticação",
  "note.hotmart.basic-not-base64": "it is not base64, which the Basic is",
  "note.hotmart.basic-not-a-pair": "it does not hold Client ID and Client Secret, as the Basic does",
  "note.hotmart.basic-mismatch": "{name} does not fit: Basic holds another Client ID or Client Secret",
  "note.hotmart.not-a-uuid": "it does not look like one: 8-4-4-4-12 hexadecimal digits",
  "note.grupozap.secret-is-base64-pair": "this was the whole base64 pair; only the key after vivareal: was kept",
} as const;
