import { destinationLeadlovers as english } from "../en/destination-leadlovers.ts";
import type { Translation } from "../text.ts";

export const destinationLeadlovers: Translation<typeof english> = english;
