import { expect as english } from "../en/expect.ts";
import type { Translation } from "../text.ts";

export const expect: Translation<typeof english> = english;
