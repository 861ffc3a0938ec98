import { DEFAULT_STORE } from "../core/store-name.ts";
import type { Texts } from "../messages/text.ts";
import type { Input } from "./input.ts";
import { printable } from "./printable.ts";

/** Stands in URLs, so it is letters, digits, dots, dashes and underscores. */
const STORE_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** `--store`, `default` when it is left out. */
export function readStoreName(input: Input, texts: Texts): string {
  const name = input.text("store") ?? DEFAULT_STORE;
  if (STORE_NAME.test(name)) return name;
  throw input.badValue("store", printable(name), texts("store.bad-name"));
}
