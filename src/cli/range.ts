import type { Command } from "commander";
import type { Range } from "../app/advertisers.ts";
import type { Texts } from "../messages/text.ts";
import type { Input } from "./input.ts";

/** Rows of a table when nobody says how many. JSON gives everything. */
const TABLE_ROWS = 100;
const MOST = 1_000_000_000;

/** `--limit` and `--after`, for lists that may be long. */
export function defineRange(command: Command, texts: Texts, after: string): void {
  command.option("--limit <n>", texts("list.option.limit", { rows: TABLE_ROWS })).option("--after <key>", after);
}

export function readRange(input: Input, json: boolean): Range {
  const limit = input.integer("limit", { min: 1, max: MOST }) ?? (json ? null : TABLE_ROWS);
  return { after: input.text("after") ?? null, limit };
}
