import { note } from "../../core/note.ts";
import type { DestinationSecret } from "../contract.ts";
import { headerSecretNotes } from "../header-secret.ts";

/** Which of the two is needed depends on the driver, so neither is required of every destination. */
export const SECRETS: readonly DestinationSecret[] = [
  {
    name: "apikey",
    isRequired: false,
    // The token of the instance opens that instance only; the server's own AUTHENTICATION_API_KEY opens all (official source).
    whereToFind: "driver evolution: the server's /manager page > the instance > its token",
    check: (value) => headerSecretNotes("apikey", value),
  },
  {
    name: "token",
    isRequired: false,
    whereToFind:
      "driver cloud: Meta Business Settings > Users > System users > Generate new token, never expiring, with whatsapp_business_messaging",
    check: (value) => [
      ...headerSecretNotes("token", value),
      ...(/^EAA[0-9A-Za-z]{20,}$/.test(value.trim()) ? [] : [note("secret.unusual", { name: "token", look: "EAA, letters and digits" })]),
    ],
  },
];
