/** What is to be done at moments of virtual time; what is due at one moment comes out in the order in which it went in. */
export class Agenda<T> {
  readonly #entries: { readonly atMs: number; readonly what: T }[] = [];

  add(atMs: number, what: T): void {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { atMs, what });
  }

  next(): { readonly atMs: number; readonly what: T } | undefined {
    return this.#entries.shift();
  }
}
