import { secrets as english } from "../en/secrets.ts";
import type { Translation } from "../text.ts";

export const secrets: Translation<typeof english> = english;
