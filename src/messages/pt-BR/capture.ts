import { capture as english } from "../en/capture.ts";
import type { Translation } from "../text.ts";

export const capture: Translation<typeof english> = english;
