import { capabilities as english } from "../en/capabilities.ts";
import type { Translation } from "../text.ts";

export const capabilities: Translation<typeof english> = english;
