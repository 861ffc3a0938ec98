import { DEFAULT_STORE, isStoreName } from "../core/store-name.ts";
import type { Texts } from "../messages/text.ts";
import type { Input } from "./input.ts";
import { printable } from "./printable.ts";

/** `--store`, `default` when it is left out. */
export function readStoreName(input: Input, texts: Texts): string {
  const name = input.text("store") ?? DEFAULT_STORE;
  if (isStoreName(name)) return name;
  throw input.badValue("store", printable(name), texts("store.bad-name"));
}
