import { doctor as english } from "../en/doctor.ts";
import type { Translation } from "../text.ts";

export const doctor: Translation<typeof english> = english;
