import { completion as english } from "../en/completion.ts";
import type { Translation } from "../text.ts";

export const completion: Translation<typeof english> = english;
