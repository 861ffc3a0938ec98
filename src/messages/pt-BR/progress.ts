import { progress as english } from "../en/progress.ts";
import type { Translation } from "../text.ts";

export const progress: Translation<typeof english> = english;
