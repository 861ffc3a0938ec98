import { credential as english } from "../en/credential.ts";
import type { Translation } from "../text.ts";

export const credential: Translation<typeof english> = english;
