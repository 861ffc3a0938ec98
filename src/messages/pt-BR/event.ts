import { event as english } from "../en/event.ts";
import type { Translation } from "../text.ts";

export const event: Translation<typeof english> = english;
