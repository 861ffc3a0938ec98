import { payt as english } from "../en/vendor-payt.ts";
import type { Translation } from "../text.ts";

export const payt: Translation<typeof english> = english;
