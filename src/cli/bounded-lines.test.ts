import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { boundedLines } from "./bounded-lines.ts";

test("a reader that keeps up gets every line", async () => {
  const stream = new PassThrough();
  const line = boundedLines(stream, () => expect.fail("nothing was dropped"), 10);

  const read = text(stream);
  for (const word of ["one", "two"]) line(word);
  stream.end();

  expect(await read).toBe("one\ntwo\n");
});

test("a stuck reader costs no more than the limit, and is told how many lines it missed", async () => {
  const stream = new PassThrough({ highWaterMark: 16 });
  const dropped: number[] = [];
  const line = boundedLines(stream, (count) => void dropped.push(count), 1000);

  for (let number = 0; number < 1000; number += 1) line("x".repeat(99));
  const piledUp = stream.writableLength;
  const drained = new Promise((resolve) => stream.once("drain", resolve));
  const read = text(stream);
  await drained;
  line("again");
  stream.end();

  expect(piledUp).toBeLessThanOrEqual(1100);
  const lines = (await read).trim().split("\n");
  expect(lines.at(-1)).toBe("again");
  expect(dropped).toEqual([1000 - (lines.length - 1)]);
});
