import { trace as english } from "../en/trace.ts";
import type { Translation } from "../text.ts";

export const trace: Translation<typeof english> = english;
