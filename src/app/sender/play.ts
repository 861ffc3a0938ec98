import type { Afterwards } from "../../providers/sending-policy.ts";
import { Agenda } from "./agenda.ts";
import { type Answer, failureOf, mayHaveTaken } from "./judge-answer.ts";
import { ASSUMED, isKnownToSendAgain, type PlayedPolicy, waitAfter } from "./played-policy.ts";
import type { Attempt, Backup, CallToSend, Ending, Outcome, SenderReport, SentCall } from "./report.ts";

/**
 * Real attempts of a call in backup; the rest of the vendor's (2,880 in two days) are only counted. The endpoint answers now, so
 * asking it more often says no more of how it would answer in two days.
 */
export const BACKUP_CALLS = 5;

/**
 * Sends calls as the vendor would, on a virtual clock: every attempt is really made, one after the other in the order of virtual
 * time, and the waits between them are only counted. Time goes by with answers (as long as they took), time limits and waits.
 *
 * @param ended - called once for each call, when it is known what became of it.
 */
export async function playSender(calls: readonly CallToSend[], ended: () => void = () => undefined): Promise<SenderReport> {
  return new Play(calls, ended).run();
}

/** A call on its way. */
interface Track {
  readonly index: number;
  readonly call: CallToSend;
  readonly attempts: Attempt[];
  attemptsCounted: number;
  storedBehind: number | null;
  end: { readonly outcome: Outcome; readonly waitedMs: number | null } | null;
}

/** One address of the vendor's: whatever it does to it, it does for every call under the policy. */
interface Line {
  ending: Ending | null;
  backup: OpenBackup | null;
}

interface OpenBackup {
  readonly first: Track;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly everyMs: number;
  readonly stored: Track[];
}

interface Due {
  readonly track: Track;
  /** The end of a backup rather than an attempt. */
  readonly isDeadline: boolean;
}

class Play {
  readonly #agenda = new Agenda<Due>();
  readonly #tracks: readonly Track[];
  readonly #lines = new Map<PlayedPolicy, Line>();
  readonly #backups: Backup[] = [];
  readonly #ended: () => void;

  constructor(calls: readonly CallToSend[], ended: () => void) {
    this.#ended = ended;
    this.#tracks = calls.map((call, index) => ({ index, call, attempts: [], attemptsCounted: 0, storedBehind: null, end: null }));
    for (const track of this.#tracks) this.#agenda.add(track.call.dueMs, { track, isDeadline: false });
  }

  async run(): Promise<SenderReport> {
    for (let due = this.#agenda.next(); due !== undefined; due = this.#agenda.next()) {
      if (due.what.isDeadline) this.#switchOff(due.what.track, due.atMs);
      else await this.#send(due.what.track, due.atMs);
    }
    const endings = [...this.#lines.values()].flatMap(({ ending }) => (ending === null ? [] : [ending]));
    return { calls: this.#tracks.map(sentCall), endings, backups: this.#backups };
  }

  async #send(track: Track, atMs: number): Promise<void> {
    const line = this.#lineOf(track);
    if (line.ending !== null) {
      this.#end(track, "unsent");
      return;
    }
    if (line.backup !== null && line.backup.first !== track) {
      track.storedBehind = line.backup.first.index;
      line.backup.stored.push(track);
      return;
    }
    const { policy } = track.call;
    const answer = await track.call.send(policy.timeoutMs.value);
    const failure = failureOf(answer, policy.delivered.value);
    const effect = failure === null ? null : effectOf(track.call, answer);
    track.attempts.push({ atMs, answer, failure, effect });
    const endMs = atMs + tookMs(answer, policy);
    if (failure === null) this.#delivered(track, line, endMs);
    else if (effect === "removes-integration") this.#removed(track, line, endMs);
    else if (effect === "parks") this.#end(track, "parked");
    else this.#failed(track, line, endMs);
  }

  #delivered(track: Track, line: Line, atMs: number): void {
    this.#end(track, "delivered", atMs - track.call.dueMs);
    if (line.backup === null) return;
    const inOrder = [...line.backup.stored].sort((one, other) => one.index - other.index);
    this.#endBackup(track, line, atMs);
    for (const waiting of inOrder) this.#agenda.add(atMs, { track: waiting, isDeadline: false });
  }

  #removed(track: Track, line: Line, atMs: number): void {
    this.#end(track, "removed");
    line.ending = { kind: "removed", policy: track.call.policy, atMs, index: track.index };
  }

  #failed(track: Track, line: Line, atMs: number): void {
    const { policy } = track.call;
    const made = track.attempts.length;
    const afterwards = policy.afterwards.value;
    if (line.backup !== null) this.#failedInBackup(track, line.backup, atMs);
    else if (made < policy.attempts.value) this.#agenda.add(atMs + waitAfter(policy, made), { track, isDeadline: false });
    else if (afterwards.kind === "backup") this.#beginBackup(track, line, afterwards, atMs);
    else this.#end(track, afterwards.kind);
  }

  #beginBackup(track: Track, line: Line, { forMs }: Extract<Afterwards, { kind: "backup" }>, atMs: number): void {
    const everyMs = track.call.policy.backupEveryMs?.value ?? ASSUMED.backupEveryMs;
    line.backup = { first: track, fromMs: atMs, untilMs: atMs + forMs, everyMs, stored: [] };
    this.#agenda.add(atMs + everyMs, { track, isDeadline: false });
  }

  #failedInBackup(track: Track, { fromMs, untilMs, everyMs }: OpenBackup, atMs: number): void {
    const next = atMs + everyMs;
    const made = track.attempts.filter((attempt) => attempt.atMs > fromMs).length;
    if (next <= untilMs && made < BACKUP_CALLS) {
      this.#agenda.add(next, { track, isDeadline: false });
      return;
    }
    track.attemptsCounted = Math.max(0, Math.floor((untilMs - atMs) / everyMs));
    this.#agenda.add(untilMs, { track, isDeadline: true });
  }

  /** The backup was given up: what waited in it is deleted, and nothing more is sent there. */
  #switchOff(track: Track, atMs: number): void {
    const line = this.#lineOf(track);
    for (const waiting of [track, ...(line.backup?.stored ?? [])]) this.#end(waiting, "deleted");
    this.#endBackup(track, line, atMs);
    line.ending = { kind: "switched-off", policy: track.call.policy, atMs, index: track.index };
  }

  #endBackup(track: Track, line: Line, untilMs: number): void {
    if (line.backup === null) return;
    const { fromMs, stored } = line.backup;
    this.#backups.push({ policy: track.call.policy, index: track.index, fromMs, untilMs, stored: stored.length });
    line.backup = null;
  }

  #end(track: Track, outcome: Outcome, waitedMs: number | null = null): void {
    track.end = { outcome, waitedMs };
    this.#ended();
  }

  #lineOf({ call: { policy } }: Track): Line {
    const known = this.#lines.get(policy);
    if (known !== undefined) return known;
    const line: Line = { ending: null, backup: null };
    this.#lines.set(policy, line);
    return line;
  }
}

/** How much of the vendor's time an attempt takes. Nobody there says so at once. */
function tookMs(answer: Answer, { timeoutMs }: PlayedPolicy): number {
  if (answer.kind === "answered") return answer.ms;
  return answer.kind === "too-late" ? timeoutMs.value : 0;
}

function effectOf({ policy, rejection }: CallToSend, answer: Answer): Attempt["effect"] {
  if (answer.kind !== "answered") return null;
  const { status } = answer;
  const found = policy.meanings.find(
    ({ value }) => status >= value.from && status <= value.to && (value.onlyFor === null || value.onlyFor === rejection),
  );
  return found?.value.effect ?? null;
}

function sentCall({ index, call, attempts, attemptsCounted, storedBehind, end }: Track): SentCall {
  const firstTaken = attempts.findIndex(({ failure }) => mayHaveTaken(failure));
  return {
    index,
    trigger: call.trigger,
    policy: call.policy,
    dueMs: call.dueMs,
    attempts,
    attemptsCounted,
    storedBehind,
    outcome: end?.outcome ?? "unsent",
    waitedMs: end?.waitedMs ?? null,
    wasted: firstTaken === -1 ? 0 : attempts.length - 1 - firstTaken,
    resentAsAssumed: attempts.slice(0, -1).some(({ failure }) => failure !== null && !isKnownToSendAgain(call.policy.policy, failure)),
  };
}
