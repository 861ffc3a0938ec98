import type { Product } from "./product.ts";

/** One number, and what it is held against. */
export interface Row {
  readonly what: string;
  readonly value: number;
  /** `x` for a ratio; else the unit of a number that only informs, or that has an absolute goal (`MiB`). */
  readonly unit: string;
  readonly goal?: number;
  /** Whether a larger value is better; decides on which side of the goal is right. */
  readonly higherIsBetter?: boolean;
  /** The numbers behind it, in a few words. */
  readonly detail?: string;
}

export interface Bench {
  /** The short form: fewer and shorter rounds, less data. Good for a glance, too noisy to judge by. */
  readonly quick: boolean;
  readonly product: Product;
  /** A folder of this measure's own, gone when it ends. */
  readonly folder: string;
  say(text: string): void;
}

export interface Measure {
  /** What `--only` names it by. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<readonly Row[]>;
}

/** A check that must hold for the numbers to mean anything: 1 when it does. */
export function check(what: string, holds: boolean, detail: string): Row {
  return { what, value: holds ? 1 : 0, unit: "holds", goal: 1, higherIsBetter: true, detail };
}

export function meetsGoal(row: Row): boolean | null {
  if (row.goal === undefined) return null;
  return row.higherIsBetter === true ? row.value >= row.goal : row.value <= row.goal;
}
