/** Makes names of environment variables for values that a file only points to, each another one. */
export class VariableNames {
  readonly #taken = new Set<string>();

  /** `INTG_HOTMART_DEFAULT_HOTTOK`; a second one of the same name ends in `_2`. */
  next(...words: readonly string[]): string {
    const name = ["INTG", ...words].map((word) => word.toUpperCase().replace(/[^A-Z0-9]+/g, "_")).join("_");
    let free = name;
    for (let number = 2; this.#taken.has(free); number += 1) free = `${name}_${number}`;
    this.#taken.add(free);
    return free;
  }
}
