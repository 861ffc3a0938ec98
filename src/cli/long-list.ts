import type { Context } from "./context.ts";
import { createSink, writeArray } from "./sink.ts";

export interface LongList<T> {
  readonly head: readonly string[];
  readonly row: (entry: T) => readonly string[];
  readonly json: (entry: T) => unknown;
  /** Said when there is nothing. */
  readonly empty: string;
  readonly limit: number | null;
  /** Said when the limit was reached: how to go on after the last entry shown. */
  readonly more: (last: T) => string;
}

/** A list that may be longer than memory: JSON is written as it is read, a table holds no more than its limit. */
export async function showPages<T>({ out, io }: Context, pages: AsyncIterable<readonly T[]>, list: LongList<T>): Promise<void> {
  if (out.json) return writeArray(createSink(io.stdout), mapped(pages, list.json));
  const entries: T[] = [];
  for await (const page of pages) entries.push(...page);
  await out.table(list.head, entries.map(list.row), list.empty);
  const last = entries.at(-1);
  if (last !== undefined && entries.length === list.limit) out.say(list.more(last));
}

/** Every entry of pages as `map` makes it, in the same pages. */
export async function* mapped<T>(pages: AsyncIterable<readonly T[]>, map: (entry: T) => unknown): AsyncGenerator<readonly unknown[]> {
  for await (const page of pages) yield page.map(map);
}
