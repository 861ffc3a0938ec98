import { contact as english } from "../en/contact.ts";
import type { Translation } from "../text.ts";

export const contact: Translation<typeof english> = english;
