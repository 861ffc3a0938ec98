import { access as english } from "../en/access.ts";
import type { Translation } from "../text.ts";

export const access: Translation<typeof english> = english;
