import { reconcile as english } from "../en/reconcile.ts";
import type { Translation } from "../text.ts";

export const reconcile: Translation<typeof english> = english;
