import type { CheckVerdict } from "../../core/check.ts";
import type { AnswerRule, ConformanceCheck, StatusClass } from "../../providers/conformance.ts";

export type Judged = Exclude<CheckVerdict, "skipped">;

const CLASSES: readonly StatusClass[] = ["2xx", "3xx", "4xx", "5xx"];
const SEVERITY: readonly Judged[] = ["passed", "warned", "failed"];

/** What the rule says of a status: by its own row, else by that of its class; what has no row fails. */
export function verdictOf(rule: AnswerRule, status: number): Judged {
  return rule[String(status) as StatusClass] ?? rule[`${Math.floor(status / 100)}xx` as StatusClass] ?? "failed";
}

/** What is expected, in signs that need no language: `2xx`, `4xx (≠ 404)`, `≠ 404`. */
export function expectationOf(rule: AnswerRule): string {
  const rows = Object.entries(rule);
  const passing = rows.filter(([, verdict]) => verdict === "passed").map(([status]) => status);
  const denied = rows
    .filter(([status, verdict]) => verdict !== "passed" && !status.endsWith("xx") && passing.includes(`${status.charAt(0)}xx`))
    .map(([status]) => status);
  const but = denied.length === 0 ? "" : `≠ ${denied.join(", ")}`;
  if (CLASSES.every((status) => passing.includes(status))) return but;
  return but === "" ? passing.join(", ") : `${passing.join(", ")} (${but})`;
}

export function worstOf(verdicts: readonly Judged[]): Judged {
  return SEVERITY[Math.max(0, ...verdicts.map((verdict) => SEVERITY.indexOf(verdict)))] ?? "failed";
}

/** What is only well to have does not fail an endpoint. */
export function atLevel(verdict: Judged, level: ConformanceCheck["level"]): Judged {
  return verdict === "failed" && level === "should" ? "warned" : verdict;
}
