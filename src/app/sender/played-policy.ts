import type { Certainty, VendorFact } from "../../providers/certainty.ts";
import type { Afterwards, DeliveredStatuses, SendingPolicy, StatusMeaning } from "../../providers/sending-policy.ts";
import type { Failure } from "./judge-answer.ts";

/** A fact as it is played: the vendor's, or assumed where nobody knows. What is assumed is never shown as the vendor's. */
export interface UsedFact<T> {
  readonly value: T;
  readonly certainty: Certainty | "assumed";
  /** Null where it is assumed. */
  readonly source: string | null;
}

/** A sending policy without gaps, ready to be played. */
export interface PlayedPolicy {
  readonly policy: SendingPolicy;
  readonly timeoutMs: UsedFact<number>;
  readonly delivered: UsedFact<DeliveredStatuses>;
  /** Every failure is played so; where a vendor is known to send again after some only, it is assumed of the others. */
  readonly sentAgainAfter: UsedFact<"any-failure">;
  readonly attempts: UsedFact<number>;
  /** After the first attempt, after the second ...; the last one repeats. */
  readonly waitsMs: UsedFact<readonly number[]>;
  /** `lost`: nothing more is done, as far as anybody knows. */
  readonly afterwards: UsedFact<Afterwards | { readonly kind: "lost" }>;
  /** Between attempts of a call in backup; null where there is no backup. */
  readonly backupEveryMs: UsedFact<number> | null;
  readonly meanings: readonly VendorFact<StatusMeaning>[];
}

/**
 * What is played where nobody knows what the vendor does: patient enough for a slow endpoint, and a few attempts that spread
 * over more than an hour, as webhooks commonly have. One assumption for all vendors, so that their reports can be compared.
 */
export const ASSUMED = {
  timeoutMs: 10_000,
  delivered: "2xx",
  sentAgainAfter: "any-failure",
  /** 1 min, 10 min, 1 h. */
  waitsMs: [60_000, 600_000, 3_600_000],
  attempts: 4,
  backupEveryMs: 3_600_000,
} as const;

/** The policy with every gap filled by what is assumed. */
export function asPlayed(policy: SendingPolicy): PlayedPolicy {
  const { waitMs, afterwards, sentAgainAfter } = policy;
  return {
    policy,
    timeoutMs: policy.timeoutMs ?? assumed(ASSUMED.timeoutMs),
    delivered: policy.delivered ?? assumed<DeliveredStatuses>(ASSUMED.delivered),
    sentAgainAfter:
      sentAgainAfter?.value === "any-failure" ? { ...sentAgainAfter, value: sentAgainAfter.value } : assumed(ASSUMED.sentAgainAfter),
    attempts: policy.attempts ?? assumed(ASSUMED.attempts),
    waitsMs: waitMs === null ? assumed<readonly number[]>(ASSUMED.waitsMs) : { ...waitMs, value: [waitMs.value] },
    afterwards: afterwards ?? assumed({ kind: "lost" }),
    backupEveryMs: backupEvery(policy),
    meanings: policy.meanings,
  };
}

/** Before the next attempt after so many. */
export function waitAfter({ waitsMs }: PlayedPolicy, attempts: number): number {
  return waitsMs.value[attempts - 1] ?? waitsMs.value.at(-1) ?? 0;
}

/** Whether the vendor is known to send a call again after such a failure; else that it does is only assumed. */
export function isKnownToSendAgain({ sentAgainAfter }: SendingPolicy, failure: Failure): boolean {
  return sentAgainAfter?.value === "any-failure" || (sentAgainAfter?.value === "server-error" && failure === "server-error");
}

function backupEvery({ afterwards }: SendingPolicy): UsedFact<number> | null {
  if (afterwards?.value.kind !== "backup") return null;
  const { everyMs } = afterwards.value;
  return everyMs === null ? assumed(ASSUMED.backupEveryMs) : { ...afterwards, value: everyMs };
}

function assumed<T>(value: T): UsedFact<T> {
  return { value, certainty: "assumed", source: null };
}
