import { recordings as english } from "../en/recordings.ts";
import type { Translation } from "../text.ts";

export const recordings: Translation<typeof english> = english;
