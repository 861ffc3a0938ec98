import { note } from "../../core/note.ts";
import { isPrivateHost } from "../../core/private-host.ts";
import type { AnswersCheck } from "../../providers/conformance.ts";
import type { Exchange } from "./endpoint.ts";
import { tellsError } from "./error-inside.ts";
import type { Finding } from "./finding.ts";
import { atLevel, verdictOf } from "./judge.ts";

type Seen = Pick<Finding, "verdict" | "faults"> & { readonly ms?: number };

const PASSED: Seen = { verdict: "passed", faults: [] };

/** Judges what was answered over the run to calls that should be taken, or the URL itself. */
export function observe(check: AnswersCheck, exchanges: readonly Exchange[], url: string): Seen {
  if (check.kind === "tls") return overTls(check, new URL(url));
  const taken = exchanges.filter(({ call }) => verdictOf(call.answer, 200) === "passed");
  if (taken.length === 0) return skipped("conform.nothing-seen");
  switch (check.kind) {
    case "no-redirect":
      return withoutRedirect(check, taken);
    case "in-time":
      return inTime(check, taken);
    case "no-error-inside":
      return withoutError(check, taken);
    default:
      return check satisfies never;
  }
}

function withoutRedirect(check: AnswersCheck, taken: readonly Exchange[]): Seen {
  const statuses = taken.flatMap(({ answer }) =>
    answer.kind === "answered" && answer.status >= 300 && answer.status < 400 ? [answer.status] : [],
  );
  const [status] = statuses;
  if (status === undefined) return PASSED;
  return {
    verdict: atLevel("failed", check.level),
    faults: [{ variant: null, what: note("conform.redirected", { n: statuses.length, status }) }],
  };
}

function inTime(check: Extract<AnswersCheck, { kind: "in-time" }>, taken: readonly Exchange[]): Seen {
  const { limitMs, advisedMs } = check;
  if (taken.some(({ answer }) => answer.kind === "too-late"))
    return { verdict: atLevel("failed", check.level), faults: [{ variant: null, what: note("conform.no-end") }] };
  const slowest = Math.max(0, ...taken.map(({ answer }) => (answer.kind === "answered" ? answer.ms : 0)));
  if (limitMs !== null && slowest > limitMs)
    return {
      verdict: atLevel("failed", check.level),
      faults: [{ variant: null, what: note("conform.over-limit", { ms: slowest, limitMs }) }],
      ms: slowest,
    };
  if (slowest > advisedMs)
    return { verdict: "warned", faults: [{ variant: null, what: note("conform.slow", { ms: slowest, advisedMs }) }], ms: slowest };
  return { ...PASSED, ms: slowest };
}

function withoutError(check: AnswersCheck, taken: readonly Exchange[]): Seen {
  const isTold = ({ answer }: Exchange) =>
    answer.kind === "answered" && answer.status >= 200 && answer.status < 300 && tellsError(answer.body);
  const n = taken.filter(isTold).length;
  return n === 0
    ? PASSED
    : { verdict: atLevel("failed", check.level), faults: [{ variant: null, what: note("conform.error-inside", { n }) }] };
}

function overTls(check: AnswersCheck, { protocol, hostname }: URL): Seen {
  if (protocol === "https:") return PASSED;
  if (isPrivateHost(hostname)) return skipped("conform.local");
  return { verdict: atLevel("failed", check.level), faults: [{ variant: null, what: note("conform.no-tls") }] };
}

function skipped(code: "conform.nothing-seen" | "conform.local"): Seen {
  return { verdict: "skipped", faults: [{ variant: null, what: note(code) }] };
}
