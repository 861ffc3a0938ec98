import { rule as english } from "../en/rule.ts";
import type { Translation } from "../text.ts";

export const rule: Translation<typeof english> = english;
