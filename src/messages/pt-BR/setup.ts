import { setup as english } from "../en/setup.ts";
import type { Translation } from "../text.ts";

export const setup: Translation<typeof english> = english;
