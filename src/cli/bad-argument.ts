import { IntgError } from "../core/errors.ts";
import type { Input } from "./input.ts";
import { printable } from "./printable.ts";

/** An argument that cannot be used, named as the help names it: `<slug>`. */
export function badArgument(input: Input, name: string, expected: string): IntgError {
  const given = printable(input.argument(name));
  return new IntgError("INTG_BAD_VALUE", { flag: `<${name}>`, given, expected, command: input.command });
}
