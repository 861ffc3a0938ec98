import { destinationWhatsapp as english } from "../en/destination-whatsapp.ts";
import type { Translation } from "../text.ts";

export const destinationWhatsapp: Translation<typeof english> = english;
