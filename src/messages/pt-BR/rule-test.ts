import { ruleTest as english } from "../en/rule-test.ts";
import type { Translation } from "../text.ts";

export const ruleTest: Translation<typeof english> = english;
