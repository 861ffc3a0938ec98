import { exporting as english } from "../en/export.ts";
import type { Translation } from "../text.ts";

export const exporting: Translation<typeof english> = english;
