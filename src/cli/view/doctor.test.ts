import { describe, expect, test } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import { type Finding, fail, HOME, ok, unknown, type Verdict, warn } from "../../app/doctor/finding.ts";
import { note } from "../../core/note.ts";
import { ptBR } from "../../messages/pt-BR/index.ts";
import { createTexts } from "../../messages/text.ts";
import { checkResults, findingJson, reportLines, sizeText } from "./doctor.ts";

const NORTE = { kind: "store", provider: "hotmart", store: "norte" } as const;
const SUL = { kind: "store", provider: "payt", store: "sul" } as const;
const finding = (id: string, verdict: Verdict): Finding => ({ id, ...verdict });
const view = plainView();

const REFUSED = finding(
  "store.refused",
  fail(NORTE, note("doctor.store.refused", { n: 12, days: 7, lastAt: "2026-11-20T11:30:00.000Z" }), ["intg", "event", "show", "ref_1"]),
);
const UNMATCHED = finding(
  "store.unmatched",
  warn(NORTE, note("doctor.store.unmatched", { id: "9; rm", name: "Curso\u001b[31m", n: 1, more: "" }), [
    "intg",
    "product",
    "link",
    "PRODUCT",
    "hotmart",
    "9; rm",
  ]),
);
const FINDINGS = [
  finding("store.credential", ok(NORTE, note("doctor.store.credential-ok", { n: 1 }))),
  REFUSED,
  UNMATCHED,
  finding("store.credential", ok(SUL, note("doctor.store.credential-ok", { n: 2 }))),
  finding("home.disk", ok(HOME, note("doctor.home.disk", { freeBytes: 3_221_225_472 }))),
  finding("home.listener", unknown(HOME, note("doctor.home.listener-unknown"))),
];

describe("the report", () => {
  test("tells by group and store what is not well, and the rest in a line", () => {
    expect(reportLines(FINDINGS, view, false)).toEqual([
      "Stores",
      "  hotmart/norte",
      "    ✗ store.refused    12 calls refused in 7 days, the last 2026-11-20 08:30:00, and none taken since",
      "                       → intg event show ref_1",
      "    ! store.unmatched  9; rm (Curso\\u{1b}[31m) is not linked: 1 event waits",
      "                       → intg product link PRODUCT hotmart '9; rm'",
      "  ✓ 2 more checks are well  (payt/sul)",
      "",
      "This home",
      "  ? home.listener    whether a listener runs is not known",
      "  ✓ 1 more check is well",
    ]);
  });

  test("tells everything when it is asked to", () => {
    const lines = reportLines(FINDINGS, view, true);

    expect(lines).toContain("    ✓ store.credential  1 value is kept");
    expect(lines).toContain("  payt/sul");
    expect(lines).toContain("  ✓ home.disk         3 GB free");
    expect(lines.some((line) => line.includes("well"))).toBe(false);
  });

  test("breaks texts at the end of a narrow terminal, and never a command", () => {
    expect(reportLines([REFUSED, UNMATCHED], plainView({ columns: 60 }), false)).toEqual([
      "Stores",
      "  hotmart/norte",
      "    ✗ store.refused    12 calls refused in 7 days, the last",
      "                       2026-11-20 08:30:00, and none taken",
      "                       since",
      "                       → intg event show ref_1",
      "    ! store.unmatched  9; rm (Curso\\u{1b}[31m) is not",
      "                       linked: 1 event waits",
      "                       → intg product link PRODUCT hotmart '9; rm'",
    ]);
  });

  test("says so when there is nothing to tell", () => {
    expect(reportLines([], view, false)).toEqual(["Nothing to look at: no finding is about what was asked for."]);
  });
});

describe("for programs", () => {
  test("a finding has its code, its parameters as they are, and words", () => {
    expect(findingJson(REFUSED, view.texts)).toEqual({
      id: "store.refused",
      level: "fail",
      subject: NORTE,
      text: "12 calls refused in 7 days, the last 2026-11-20T11:30:00.000Z, and none taken since",
      advice: null,
      next: "intg event show ref_1",
      code: "doctor.store.refused",
      params: { n: 12, days: 7, lastAt: "2026-11-20T11:30:00.000Z" },
    });
  });

  test("an error of ours is told with its hint", () => {
    const found = findingJson(finding("home.database", fail(HOME, note("INTG_STORE_NEWER", { found: 99, known: 8 }), null)), view.texts);

    expect(found.text).toContain("99");
    expect(found.advice).toMatch(/\S/);
  });

  test("CI gets a test for each finding, of its own name, yellow ones failed only where it is strict", () => {
    const results = (isStrict: boolean) =>
      checkResults([UNMATCHED, UNMATCHED, ...FINDINGS.slice(-1)], view.texts, isStrict).map(({ id, verdict }) => `${id} ${verdict}`);

    expect(results(false)).toEqual([
      "store.unmatched.hotmart/norte warned",
      "store.unmatched.hotmart/norte.2 warned",
      "home.listener.home skipped",
    ]);
    expect(results(true)[0]).toBe("store.unmatched.hotmart/norte failed");
  });
});

describe("sizes", () => {
  test.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1536, "1.5 KB"],
    [6_972_329_984, "6.5 GB"],
  ])("%i", (bytes, text) => {
    expect(sizeText(bytes, view.texts)).toBe(text);
  });

  test("are written as the language does", () => {
    expect(sizeText(1536, createTexts(ptBR, "pt-BR"))).toBe("1,5 KB");
  });
});
