import { eduzz as english } from "../en/vendor-eduzz.ts";
import type { Translation } from "../text.ts";

export const eduzz: Translation<typeof english> = english;
