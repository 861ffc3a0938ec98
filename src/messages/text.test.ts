import { describe, expect, test } from "vitest";
import { createTexts } from "./text.ts";

const TEXTS = {
  "x.told": "{reason}; {where}; {compared}; {name}",
  "reason.answer-timed-out": "too late",
  "fact.an-e-mail-address": "um endereço",
  "word.masked": "[mascarado]",
  "x.count": "{n} {n:call|calls}",
  "x.counted": "{calls} {calls:call|calls} at port {port}",
  "x.time": "{seconds} s",
  "x.form-of-other": "{sent:|s}{missing}",
};
const [en, pt] = [createTexts(TEXTS), createTexts(TEXTS, "pt-BR")];
const say = (texts: typeof en, key: string, params: Parameters<typeof en>[1]) => texts.maybe(key, params);

describe("filling a text", () => {
  test("what is counted is grouped as the language does, and no other whole number is", () => {
    expect([say(en, "x.count", { n: 12345 }), say(pt, "x.count", { n: 12345 })]).toEqual(["12,345 calls", "12.345 calls"]);
    expect(say(pt, "x.counted", { calls: 1000, port: 4040 })).toBe("1.000 calls at port 4040");
  });

  test("a decimal has the language's point", () => {
    expect([say(en, "x.time", { seconds: 0.5 }), say(pt, "x.time", { seconds: 0.5 }), say(pt, "x.time", { seconds: 2000 })]).toEqual([
      "0.5 s",
      "0,5 s",
      "2000 s",
    ]);
  });

  test("the first form is for 1 only, and a text keeps what it was not given", () => {
    expect([say(en, "x.count", { n: 1 }), say(en, "x.count", { n: 0 })]).toEqual(["1 call", "0 calls"]);
    expect([say(en, "x.form-of-other", { sent: 1 }), say(en, "x.form-of-other", { sent: null })]).toEqual(["{missing}", "s{missing}"]);
  });

  test("there is no text under a name that objects have anyway", () => {
    expect([en.maybe("toString"), en.maybe("x.none")]).toEqual([undefined, undefined]);
  });

  test("a parameter that is a code or prose of ours is told in the language, and what is somebody's as it is", () => {
    const params = { reason: "answer timed out", where: "an e-mail address", compared: "a (2026-11-03)", name: "an e-mail address" };

    expect(say(pt, "x.told", params)).toBe("too late; um endereço; a (03/11/2026); an e-mail address");
    expect(say(pt, "x.told", { reason: "ECONNREFUSED", where: "Ferramentas > API", compared: "-", name: "[masked]" })).toBe(
      "ECONNREFUSED; Ferramentas > API; -; [mascarado]",
    );
  });
});
