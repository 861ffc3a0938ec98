import { type Note, note } from "../../core/note.ts";
import type { CallCheck, ConformanceCall, ConformanceCheck } from "../../providers/conformance.ts";
import type { HttpClient } from "../ports.ts";
import { createEndpoint, type Endpoint, type Exchange } from "./endpoint.ts";
import type { Fault, Finding } from "./finding.ts";
import { atLevel, expectationOf, verdictOf, worstOf } from "./judge.ts";
import { observe } from "./observe.ts";
import type { CheckPlan, PlannedCheck } from "./plan-checks.ts";

export interface RunWishes {
  readonly url: string;
  /** How long an answer is waited for, beyond every limit that the checks know of; 10 seconds when absent. */
  readonly timeoutMs?: number;
  readonly onCall?: () => void;
}

const TIMEOUT_MS = 10_000;

/**
 * Each check in order, over HTTP; one call at a time, as an endpoint under test is best read.
 *
 * @throws INTG_CALL_FAILED when there is no endpoint.
 */
export async function runChecks(plan: CheckPlan, wishes: RunWishes, http: HttpClient): Promise<readonly Finding[]> {
  const endpoint = createEndpoint(wishes.url, http, wishes.timeoutMs ?? TIMEOUT_MS);
  const run = new Run(endpoint, wishes);
  await run.make(plan.beforehand);
  const findings: Finding[] = [];
  for (const planned of plan.checks) findings.push(await run.find(planned));
  return findings;
}

/** What a run knows by now. */
class Run {
  readonly #endpoint: Endpoint;
  readonly #wishes: RunWishes;
  readonly #exchanges: Exchange[] = [];
  /** Checks that showed that a credential is not taken here, by the credential's name. */
  readonly #closed = new Map<string, string>();
  /** The check at which the endpoint fell silent; null when it answered since. */
  #silentAt: CallCheck | null = null;
  #hasEnded = false;

  constructor(endpoint: Endpoint, wishes: RunWishes) {
    this.#endpoint = endpoint;
    this.#wishes = wishes;
  }

  async find(planned: PlannedCheck): Promise<Finding> {
    switch (planned.kind) {
      case "unseen":
        return skipped(planned.check, []);
      case "no-secret":
        return skipped(planned.check, [note("conform.needs-secret", { name: planned.name })]);
      case "answers":
        return { check: planned.check, exchanges: [], ...observe(planned.check, this.#exchanges, this.#wishes.url) };
      case "calls":
        return this.#try(planned.check, planned.calls);
      default:
        return planned satisfies never;
    }
  }

  /** Until one is not answered: what does not answer once is not asked more of the same. */
  async make(calls: readonly ConformanceCall[]): Promise<readonly Exchange[]> {
    const made: Exchange[] = [];
    for (const call of calls) {
      const exchange = { call, answer: await this.#endpoint.call(call) };
      made.push(exchange);
      this.#wishes.onCall?.();
      if (exchange.answer.kind !== "answered") break;
    }
    this.#exchanges.push(...made);
    return made;
  }

  async #try(check: CallCheck, calls: readonly ConformanceCall[]): Promise<Finding> {
    if (this.#hasEnded) return skipped(check, [this.#ended()]);
    const gate = this.#closed.get(check.credential ?? "");
    if (gate !== undefined && !calls.some(isAboutCredential)) return skipped(check, [note("conform.not-let-in", { id: gate })]);
    const exchanges = await this.make(calls);
    const isSilent = exchanges.some(({ answer }) => answer.kind !== "answered");
    const since = this.#silentAt;
    this.#silentAt = isSilent ? (since ?? check) : null;
    // A silence that is only warned of would let an endpoint that is gone pass, so it goes on to what the vendor asks for.
    if (isSilent && since !== null && [since, check].some(({ level }) => level === "must")) {
      this.#hasEnded = true;
      if (since.level === "must") return skipped(check, [this.#ended()]);
    }
    if (check.isGate === true && check.credential !== undefined && exchanges.some(isTurnedAway))
      this.#closed.set(check.credential, check.id);
    return judged(check, exchanges);
  }

  #ended(): Note {
    return note("conform.ended", { id: this.#silentAt?.id ?? "" });
  }
}

function judged(check: CallCheck, exchanges: readonly Exchange[]): Finding {
  const verdicts = exchanges.map(({ call, answer }) => (answer.kind === "answered" ? verdictOf(call.answer, answer.status) : "failed"));
  const ms = exchanges.reduce((sum, { answer }) => sum + (answer.kind === "answered" ? answer.ms : 0), 0);
  return { check, verdict: atLevel(worstOf(verdicts), check.level), faults: exchanges.flatMap(faultsOf), exchanges, ms };
}

function skipped(check: ConformanceCheck, why: readonly Note[]): Finding {
  return { check, verdict: "skipped", faults: why.map((what) => ({ variant: null, what })), exchanges: [] };
}

/** What is turned away with 401 anyway tells nothing about anything else. */
function isAboutCredential({ answer }: ConformanceCall): boolean {
  return answer["401"] !== undefined;
}

function isTurnedAway({ answer }: Exchange): boolean {
  return answer.kind === "answered" && (answer.status === 401 || answer.status === 403);
}

function faultsOf({ call, answer }: Exchange): readonly Fault[] {
  const variant = call.variant ?? null;
  switch (answer.kind) {
    case "answered": {
      if (verdictOf(call.answer, answer.status) === "passed") return [];
      return [{ variant, what: note("conform.answered", { status: answer.status, expected: expectationOf(call.answer) }) }];
    }
    case "too-late":
      return [{ variant, what: note("conform.too-late") }];
    case "no-answer":
      return [{ variant, what: note("conform.no-answer", { reason: answer.reason }) }];
    default:
      return answer satisfies never;
  }
}
