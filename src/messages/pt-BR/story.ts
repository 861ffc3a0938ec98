import { story as english } from "../en/story.ts";
import type { Translation } from "../text.ts";

export const story: Translation<typeof english> = english;
