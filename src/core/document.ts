import { isValidCnpj, isValidCpf } from "@brazilian-utils/brazilian-utils";

export type DocumentKind = "cpf" | "cnpj";

/** Why a text is not a CPF or CNPJ. `not_text`: a number, which may have lost its leading zeros. */
export const DOCUMENT_ERRORS = ["not_text", "empty", "bad_charset", "bad_length", "repeated", "bad_check_digits"] as const;
export type DocumentError = (typeof DOCUMENT_ERRORS)[number];

export type DocumentResult =
  | { readonly ok: true; readonly kind: DocumentKind; readonly value: string; readonly alphanumeric: boolean }
  | { readonly ok: false; readonly error: DocumentError };

/**
 * Reads a CPF or CNPJ, masked or not, and gives it unmasked and upper case.
 *
 * A CNPJ registered since July 2026 may hold letters in its first twelve places (IN RFB 2.229/2024), so
 * nothing is stripped but the mask. The ASCII test comes before upper-casing: a dotless i would become `I`.
 */
export function parseDocument(input: unknown): DocumentResult {
  if (typeof input !== "string") return refused("not_text");
  const trimmed = input.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  if (trimmed === "") return refused("empty");
  if (!/^[\x20-\x7e]+$/.test(trimmed)) return refused("bad_charset");
  const value = trimmed.replace(/[./\- ]/g, "").toUpperCase();
  if (value.length !== 11 && value.length !== 14) return refused(/^[0-9A-Z]*$/.test(value) ? "bad_length" : "bad_charset");
  const kind: DocumentKind = value.length === 11 ? "cpf" : "cnpj";
  if (!(kind === "cpf" ? /^\d{11}$/ : /^[0-9A-Z]{12}\d{2}$/).test(value)) return refused("bad_charset");
  if (/^(.)\1+$/.test(value)) return refused("repeated");
  const valid = kind === "cpf" ? isValidCpf(value) : isValidCnpj(value, { version: 2 });
  return valid ? { ok: true, kind, value, alphanumeric: /[A-Z]/.test(value) } : refused("bad_check_digits");
}

function refused(error: DocumentError): DocumentResult {
  return { ok: false, error };
}
