import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { en } from "../messages/en/index.ts";
import { createTexts } from "../messages/text.ts";
import type { Context } from "./context.ts";
import { startProgress } from "./progress.ts";

/** A standard error that is a terminal or none, and everything that was written to it. */
function screen(isTTY: boolean): { readonly context: Pick<Context, "io" | "options" | "texts">; readonly shown: () => string } {
  let shown = "";
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown += chunk.toString();
      done();
    },
  });
  // What the bar asks a terminal for, beside writing.
  const terminal = Object.assign(stderr, { isTTY, columns: 100, clearLine: () => true, cursorTo: () => true, moveCursor: () => true });
  const options = { home: "", json: false, quiet: false, verbose: false, yes: false, debug: false, showPii: false };
  const io = { ...process, stderr: terminal } as unknown as Context["io"];
  return { context: { io, options, texts: createTexts(en) }, shown: () => shown };
}

describe("the bar", () => {
  test("is drawn on a terminal, with how much there is to do", async () => {
    const { context, shown } = screen(true);

    const progress = await startProgress(context, 120);
    progress.advance(60);
    progress.stop();

    expect(shown()).toContain("working");
    expect(shown()).toContain("/120");
  });

  test.each([
    ["where nobody looks at a terminal", false, 120, {}],
    ["for little work", true, 10, {}],
    ["with --quiet", true, 120, { quiet: true }],
    ["with --json", true, 120, { json: true }],
  ])("is not drawn %s", async (_, isTTY, total, wanted) => {
    const { context, shown } = screen(isTTY);

    const progress = await startProgress({ ...context, options: { ...context.options, ...wanted } }, total);
    progress.advance();
    progress.stop();

    expect(shown()).toBe("");
  });
});
