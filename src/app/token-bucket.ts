/** Allows so much and no more: bursts up to `capacity`, and on the average `capacity` in `perMs`. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perMs: number;
  #left: number;
  #filledAtMs: number;

  /** @param nowMs - of a clock that never goes back, here and below. */
  constructor(capacity: number, perMs: number, nowMs: number) {
    this.#capacity = capacity;
    this.#perMs = perMs;
    this.#left = capacity;
    this.#filledAtMs = nowMs;
  }

  /** @returns false when there is nothing left; then nothing is taken. */
  take(nowMs: number): boolean {
    const gained = ((nowMs - this.#filledAtMs) / this.#perMs) * this.#capacity;
    this.#left = Math.min(this.#capacity, this.#left + gained);
    this.#filledAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
