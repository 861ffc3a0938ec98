import { meetsGoal, type Row } from "./measure.ts";

/** Rows of one measure as an aligned table: what, value, goal, verdict, and the numbers behind it. */
export function reportText(title: string, rows: readonly Row[]): string {
  const cells = rows.map((row) => [row.what, valueText(row), goalText(row), verdictText(row), row.detail ?? ""]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return `\n${title}\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}

function valueText({ value, unit }: Row): string {
  if (unit === "holds") return value === 1 ? "yes" : "no";
  return `${Number.isNaN(value) ? "?" : value.toFixed(value >= 100 ? 0 : 2)} ${unit}`;
}

function goalText({ goal, unit, higherIsBetter }: Row): string {
  if (goal === undefined || unit === "holds") return "";
  return `goal ${higherIsBetter === true ? ">=" : "<="} ${goal}`;
}

function verdictText(row: Row): string {
  const met = meetsGoal(row);
  return met === null ? "" : met ? "met" : "MISSED";
}
