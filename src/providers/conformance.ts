import type { InboundRequest } from "../core/http-message.ts";
import type { Note } from "../core/note.ts";
import type { Random } from "../core/random.ts";
import type { Certainty, VendorFact } from "./certainty.ts";

/** What an answer's status says of an endpoint: a row for one status wins over that of its class; what has no row fails. */
export type AnswerRule = Readonly<Partial<Record<`${1 | 2 | 3 | 4 | 5}${number}` | StatusClass, "passed" | "warned" | "failed">>>;
export type StatusClass = "2xx" | "3xx" | "4xx" | "5xx";

/** What the vendors have in common. */
export const TAKEN: AnswerRule = { "2xx": "passed" };
/** For a vendor that takes nothing but 200 for delivered. */
export const TAKEN_200: AnswerRule = { "200": "passed" };
/** For a vendor of which 200 is known to be right, and no other status to be wrong. */
export const TAKEN_BEST_200: AnswerRule = { "200": "passed", "2xx": "warned" };
/** A call that is not the vendor's. A redirect, to a page to log in for example, and a fault of the server are no refusal. */
export const NOT_GENUINE: AnswerRule = { "401": "passed", "403": "passed", "4xx": "warned" };
/** A body that cannot be read: refused, whatever with, and without a fault of the server. */
export const UNREADABLE: AnswerRule = { "4xx": "passed" };
/** The credential was accepted, whatever came of the body. */
export const CREDENTIAL_TAKEN: AnswerRule = { "401": "failed", "403": "failed", "404": "failed", "2xx": "passed", "4xx": "passed" };

/** One call of a check, and what may be answered to it. */
export interface ConformanceCall {
  readonly request: InboundRequest;
  readonly answer: AnswerRule;
  /** What is particular of it, where a check makes several. */
  readonly variant?: Note;
  /** One more part for the path of the endpoint's URL. */
  readonly below?: string;
}

/**
 * A credential that is not the endpoint's: another one that looks alike, its own with the last letter or digit changed, its own
 * without its last character.
 */
export type WrongCredential = "stranger" | "altered" | "cut";

/** What the calls of a check are made with. Seeded: the same seed makes the same calls. */
export interface ConformanceBench {
  /**
   * A sample of the provider as a distinct event of an invented person, without credential.
   *
   * @param fixture - its file's name.
   * @param productId - another product than the one that the endpoint was said to know.
   */
  sample(fixture: string, wishes?: { readonly productId?: string }): InboundRequest;
  /** A sample as it lies in its file: for test buttons, which send the same values each time. */
  verbatim(fixture: string): InboundRequest;
  /** With the proof that the vendor gives. */
  sign(request: InboundRequest): InboundRequest;
  signWrong(request: InboundRequest, how: WrongCredential): InboundRequest;
  readonly random: Random;
}

interface CheckFacts {
  /** Stable, `lead.current`; unique within the provider. */
  readonly id: string;
  /** Whether the vendor asks for it, so that an endpoint without it fails, or it is only well to have. */
  readonly level: "must" | "should";
  readonly certainty: Certainty;
  /** Where the rule is from, in a few words. */
  readonly source: string;
}

/** Makes calls and looks at what each is answered. */
export interface CallCheck extends CheckFacts {
  readonly kind: "calls";
  /** Which secret its calls are signed with; skipped where that is not given. Absent: none. */
  readonly credential?: string;
  /** When the endpoint does not take this credential here, what else needs it to be taken is not tried. */
  readonly isGate?: true;
  calls(bench: ConformanceBench): readonly ConformanceCall[];
}

/** Looks at all answers of the run to calls that should be taken. */
export type AnswersCheck = CheckFacts &
  (
    | { readonly kind: "no-redirect" }
    /** Null: no limit of the vendor is known. */
    | { readonly kind: "in-time"; readonly limitMs: number | null; readonly advisedMs: number }
    /** Nobody reads the body of a 2xx: an error that is told there is lost. */
    | { readonly kind: "no-error-inside" }
    /** Of the URL alone. */
    | { readonly kind: "tls" }
  );

/** What matters and cannot be seen from outside; its text says why. */
export interface UnseenCheck extends CheckFacts {
  readonly kind: "unseen";
}

/** One thing that an endpoint has to do to live with a vendor, see `ProviderAdapter.conformance`. */
export type ConformanceCheck = CallCheck | AnswersCheck | UnseenCheck;

/** What an applicant tells a vendor that tests endpoints before it sends anything to them. */
export interface Applicant {
  readonly endpoint: string;
  /** Name of the system that asks. */
  readonly crm: string;
  /** The operator's code of the listing to test with. */
  readonly listing: string;
  /** Where the vendor writes to when calls fail. */
  readonly contact: string;
}

/** How a vendor is asked to test an endpoint, see `ProviderAdapter.homologation`. */
export interface Homologation {
  /** Addresses, the best known first; vendors change them. */
  readonly to: readonly VendorFact<string>[];
  /** The message, in the vendor's language. */
  letter(applicant: Applicant): { readonly subject: string; readonly text: string };
}
