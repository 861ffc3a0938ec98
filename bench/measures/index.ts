import type { Measure } from "../frame/measure.ts";
import { dispatch } from "./dispatch.ts";
import { exportCsv } from "./export.ts";
import { ingest } from "./ingest.ts";
import { insert } from "./insert.ts";
import { lists } from "./lists.ts";
import { openLoop } from "./open-loop.ts";
import { replay } from "./replay.ts";
import { start } from "./start.ts";

/** Every measure, in the order they run. */
export const MEASURES: readonly Measure[] = [ingest, openLoop, dispatch, replay, start, exportCsv, insert, lists];
