import { checks as english } from "../en/checks.ts";
import type { Translation } from "../text.ts";

export const checks: Translation<typeof english> = english;
