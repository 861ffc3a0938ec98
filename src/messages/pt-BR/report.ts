import { report as english } from "../en/report.ts";
import type { Translation } from "../text.ts";

export const report: Translation<typeof english> = english;
