import { refusal as english } from "../en/refusal.ts";
import type { Translation } from "../text.ts";

export const refusal: Translation<typeof english> = english;
