import { destination as english } from "../en/destination.ts";
import type { Translation } from "../text.ts";

export const destination: Translation<typeof english> = english;
