import { common as english } from "../en/common.ts";
import type { Translation } from "../text.ts";

export const common: Translation<typeof english> = english;
