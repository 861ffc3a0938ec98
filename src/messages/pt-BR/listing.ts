import { listing as english } from "../en/listing.ts";
import type { Translation } from "../text.ts";

export const listing: Translation<typeof english> = english;
