import { conformChecks as english } from "../en/conform-checks.ts";
import type { Translation } from "../text.ts";

export const conformChecks: Translation<typeof english> = english;
