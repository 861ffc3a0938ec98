import { explain as english } from "../en/explain.ts";
import type { Translation } from "../text.ts";

export const explain: Translation<typeof english> = english;
