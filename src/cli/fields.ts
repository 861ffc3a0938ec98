import type { Output } from "./output.ts";

/** One thing shown as `name  value` lines, the values aligned. */
export function showFields(out: Output, fields: readonly (readonly [string, string])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) out.line(`${out.style.bold(name.padEnd(width))}  ${value}`);
}
