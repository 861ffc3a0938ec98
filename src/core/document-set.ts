/**
 * A set of valid, unmasked CPFs and CNPJs in 8 bytes per place, exact.
 *
 * A million of them as text in a `Set` take about 80 MiB; here 16. The check digits are left out, the others determine
 * them: twelve characters in base 36 are two numbers below 36^6, which is less than 2^32. A CPF is told apart by a first
 * number beyond that.
 */
export class DocumentSet {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #size = 0;

  /** @returns false when the document was there already. */
  add(document: string): boolean {
    const isCpf = document.length === 11;
    // 0 is an empty place, so every number is one up: 36^6 + 2 still fits.
    const high = isCpf ? CPF_MARK : Number.parseInt(document.slice(0, 6), 36) + 1;
    const low = isCpf ? Number.parseInt(document.slice(0, 9), 10) : Number.parseInt(document.slice(6, 12), 36);
    if ((this.#size + 1) * 3 > this.#high.length * 2) this.#grow();
    if (!insert(this.#high, this.#low, high, low)) return false;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const [high, low] = [new Uint32Array(this.#high.length * 2), new Uint32Array(this.#low.length * 2)];
    for (let at = 0; at < this.#high.length; at += 1) {
      if (this.#high[at] !== 0) insert(high, low, this.#high[at] ?? 0, this.#low[at] ?? 0);
    }
    [this.#high, this.#low] = [high, low];
  }
}

const CPF_MARK = 36 ** 6 + 1;

/** Open addressing, next place on a clash. */
function insert(highs: Uint32Array, lows: Uint32Array, high: number, low: number): boolean {
  const mask = highs.length - 1;
  let at = (Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> 0;
  at = (at ^ (at >>> 15)) & mask;
  while (highs[at] !== 0) {
    if (highs[at] === high && lows[at] === low) return false;
    at = (at + 1) & mask;
  }
  highs[at] = high;
  lows[at] = low;
  return true;
}
