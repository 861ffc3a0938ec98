import { type Note, note } from "../../core/note.ts";
import type { DestinationAccount, DestinationSecret } from "../contract.ts";
import { headerSecret, headerSecretNotes } from "../header-secret.ts";

export const TOKEN_SECRET = "token";
export const BEARER_SECRET = "bearer";

/** Every token in leadlovers' own help texts (official); one connector takes anything of 20 characters and more (1 repo). */
const TOKEN_LOOK = /^[0-9A-Fa-f]{32}$/;

export const SECRETS: readonly DestinationSecret[] = [
  {
    name: TOKEN_SECRET,
    isRequired: true,
    whereToFind: "profile photo > Meu perfil > Perfil > Gerar Token (older panels: Configurações > Dados da Conta > Token Web API)",
    check: (value) => (TOKEN_LOOK.test(value.trim()) ? [] : [note("secret.unusual", { look: "32 characters, 0 to 9 and a to f" })]),
  },
  {
    // Code since 2025 sends none, older code sends one that ran out in 2020 (11 repos): only for who is asked for it.
    name: BEARER_SECRET,
    isRequired: false,
    whereToFind: "the key that the panel's Webhooks screen shows for external automation services; leave it out unless calls are refused",
    check: (value) => headerSecretNotes(BEARER_SECRET, value),
  },
];

/** A bearer that no header can carry would break every request. */
export function problem(account: DestinationAccount): Note | null {
  const bearer = headerSecret(account, BEARER_SECRET);
  return bearer.ok ? null : bearer.error;
}
