import { IntgError } from "../core/errors.ts";
import { isHttpUrl, withoutLikelySecrets } from "../core/http-url.ts";
import { printable } from "./printable.ts";

/** An absolute http or https URL, as it was written. @throws INTG_URL_INVALID */
export function readUrl(text: string): string {
  const url = text.trim();
  if (isHttpUrl(url)) return url;
  throw new IntgError("INTG_URL_INVALID", { given: printable(withoutLikelySecrets(url)) });
}
