import { dispatch as english } from "../en/dispatch.ts";
import type { Translation } from "../text.ts";

export const dispatch: Translation<typeof english> = english;
