import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDigits, randomHex, randomText, randomUuid, seededRandom } from "./random.ts";

describe("a seeded source", () => {
  // 32-bit outputs of Mulberry32, from a separate implementation.
  test.each([
    [0, [1144304738, 1416247, 958946056]],
    [1, [2693262067, 11749833, 2265367787]],
    [42, [2581720956, 1925393290, 3661312704]],
    [4294967295, [3850105811, 813802916, 3073704848]],
  ])("with seed %d draws the numbers of Mulberry32", (seed, outputs) => {
    const random = seededRandom(seed);

    expect([random(), random(), random()].map((number) => number * 2 ** 32)).toStrictEqual(outputs);
  });

  test("stays within [0, 1)", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const number = seededRandom(seed)();

        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(1);
      }),
    );
  });

  test("is not disturbed by another one", () => {
    const first = seededRandom(1);
    const second = seededRandom(42);

    first();
    second();

    expect(first() * 2 ** 32).toBe(11749833);
  });
});

describe("a random text", () => {
  test("takes the first letter for 0 and the last for almost 1", () => {
    expect(randomText(() => 0, "abc", 3)).toBe("aaa");
    expect(randomText(() => 1 - 2 ** -32, "abc", 3)).toBe("ccc");
  });

  test("of length 0 is empty and draws nothing", () => {
    const draws: number[] = [];

    expect(randomText(() => draws.push(0), "abc", 0)).toBe("");
    expect(draws).toStrictEqual([]);
  });

  test("of digits, hexadecimal digits or as a UUID has that shape for every seed", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);

        expect(randomDigits(random, 12)).toMatch(/^\d{12}$/);
        expect(randomHex(random, 16)).toMatch(/^[0-9a-f]{16}$/);
        expect(randomUuid(random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  test("is the same for the same seed and another for the next", () => {
    expect(randomUuid(seededRandom(7))).toBe(randomUuid(seededRandom(7)));
    expect(randomUuid(seededRandom(7))).not.toBe(randomUuid(seededRandom(8)));
  });
});
