import { simulate as english } from "../en/simulate.ts";
import type { Translation } from "../text.ts";

export const simulate: Translation<typeof english> = english;
