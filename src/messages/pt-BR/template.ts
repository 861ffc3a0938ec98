import { template as english } from "../en/template.ts";
import type { Translation } from "../text.ts";

export const template: Translation<typeof english> = english;
