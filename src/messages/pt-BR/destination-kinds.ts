import { destinationKinds as english } from "../en/destination-kinds.ts";
import type { Translation } from "../text.ts";

export const destinationKinds: Translation<typeof english> = english;
