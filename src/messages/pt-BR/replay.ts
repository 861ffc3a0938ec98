import { replay as english } from "../en/replay.ts";
import type { Translation } from "../text.ts";

export const replay: Translation<typeof english> = english;
