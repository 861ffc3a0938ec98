import { preset as english } from "../en/preset.ts";
import type { Translation } from "../text.ts";

export const preset: Translation<typeof english> = english;
