import { help as english } from "../en/help.ts";
import type { Translation } from "../text.ts";

export const help: Translation<typeof english> = english;
