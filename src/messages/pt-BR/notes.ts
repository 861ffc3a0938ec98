import { notes as english } from "../en/notes.ts";
import type { Translation } from "../text.ts";

export const notes: Translation<typeof english> = english;
