import { listen as english } from "../en/listen.ts";
import type { Translation } from "../text.ts";

export const listen: Translation<typeof english> = english;
