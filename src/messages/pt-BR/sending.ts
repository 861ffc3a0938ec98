import { sending as english } from "../en/sending.ts";
import type { Translation } from "../text.ts";

export const sending: Translation<typeof english> = english;
