import { privacy as english } from "../en/privacy.ts";
import type { Translation } from "../text.ts";

export const privacy: Translation<typeof english> = english;
