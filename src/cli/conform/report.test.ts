import { expect, test } from "vitest";
import type { Answer } from "../../app/conform/endpoint.ts";
import type { Finding } from "../../app/conform/finding.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { note } from "../../core/note.ts";
import { en } from "../../messages/en/index.ts";
import { createTexts } from "../../messages/text.ts";
import { UNREADABLE } from "../../providers/conformance.ts";
import { grupozap } from "../../providers/grupozap/index.ts";
import { resultsOf } from "./report.ts";

const TEXTS = createTexts(en);

function finding(answer: Answer, what: Finding["faults"][number]["what"]): Finding {
  const check = grupozap.conformance.find(({ id }) => id === "body.broken");
  if (check === undefined) throw new Error("no such check");
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: new Uint8Array() });
  return { check, verdict: "failed", faults: [{ variant: null, what }], exchanges: [{ call: { request, answer: UNREADABLE }, answer }] };
}

test("a wrong answer is followed by what to mend, no answer by where to look", () => {
  const [wrong, none] = resultsOf(
    grupozap,
    [
      finding({ kind: "answered", status: 200, body: new Uint8Array(), ms: 1 }, note("conform.answered", { status: 200, expected: "4xx" })),
      finding({ kind: "too-late" }, note("conform.too-late")),
    ],
    TEXTS,
    false,
  );

  expect([wrong?.statuses, none?.statuses]).toEqual([[200], [null]]);
  expect(wrong?.details.at(-1)).toBe(TEXTS("conform.grupozap.body.broken.fix"));
  expect(none?.details).toEqual(["no answer in time", TEXTS("conform.answer-first")]);
});
