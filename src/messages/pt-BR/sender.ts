import { sender as english } from "../en/sender.ts";
import type { Translation } from "../text.ts";

export const sender: Translation<typeof english> = english;
