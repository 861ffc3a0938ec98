import { monetizze as english } from "../en/vendor-monetizze.ts";
import type { Translation } from "../text.ts";

export const monetizze: Translation<typeof english> = english;
