import { configFile as english } from "../en/config-file.ts";
import type { Translation } from "../text.ts";

export const configFile: Translation<typeof english> = english;
