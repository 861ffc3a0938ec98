import { conform as english } from "../en/conform.ts";
import type { Translation } from "../text.ts";

export const conform: Translation<typeof english> = english;
