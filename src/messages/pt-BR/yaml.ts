import { yaml as english } from "../en/yaml.ts";
import type { Translation } from "../text.ts";

export const yaml: Translation<typeof english> = english;
