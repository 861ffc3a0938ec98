import { outbound as english } from "../en/outbound.ts";
import type { Translation } from "../text.ts";

export const outbound: Translation<typeof english> = english;
