import { pagseguro as english } from "../en/vendor-pagseguro.ts";
import type { Translation } from "../text.ts";

export const pagseguro: Translation<typeof english> = english;
