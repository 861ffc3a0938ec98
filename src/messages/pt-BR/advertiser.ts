import { advertiser as english } from "../en/advertiser.ts";
import type { Translation } from "../text.ts";

export const advertiser: Translation<typeof english> = english;
