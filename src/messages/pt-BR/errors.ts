import { errors as english } from "../en/errors.ts";
import type { Translation } from "../text.ts";

export const errors: Translation<typeof english> = english;
