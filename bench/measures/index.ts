import type { Measure } from "../frame/measure.ts";
import { ingest } from "./ingest.ts";

/** Every measure, in the order they run. */
export const MEASURES: readonly Measure[] = [ingest];
