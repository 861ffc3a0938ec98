import { expect, test } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

test("gives so many at once, and from then on as many as time brings", () => {
  const bucket = new TokenBucket(5, 1000, 0);
  const taken = (nowMs: number) => Array.from({ length: 10 }, () => bucket.take(nowMs)).filter(Boolean).length;

  expect([0, 0, 199, 200, 1000, 60_000].map(taken)).toEqual([5, 0, 0, 1, 4, 5]);
});
