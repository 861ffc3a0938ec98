import { init as english } from "../en/init.ts";
import type { Translation } from "../text.ts";

export const init: Translation<typeof english> = english;
