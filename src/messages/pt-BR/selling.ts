import { selling as english } from "../en/selling.ts";
import type { Translation } from "../text.ts";

export const selling: Translation<typeof english> = english;
