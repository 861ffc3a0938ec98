import type { EventFacts, SaleKind } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { Random } from "../core/random.ts";
import type { Result } from "../core/result.ts";
import type { Credentials } from "../core/secret.ts";
import type { Trigger } from "../core/triggers.ts";

/**
 * Why a call is not taken in. For our log and the operator only: the sender sees a bare status.
 *
 * `credential.*` say that the sender did not prove itself, `body.*` that the authentic body cannot be used.
 */
export const REJECTION_CODES = [
  "credential.not-configured",
  "credential.absent",
  "credential.malformed",
  "credential.duplicated",
  "credential.conflicting",
  "credential.wrong",
  "credential.is-base64-pair",
  "body.not-json",
  "body.not-form",
  "body.not-recognised",
  "lead.no-listing",
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Rejection {
  readonly code: RejectionCode;
}

/** What the listener answers to each rejection. Data, so that a test can drive every row over HTTP. */
export const REJECTION_STATUS: Readonly<Record<RejectionCode, 400 | 401 | 422>> = {
  "credential.not-configured": 401,
  "credential.absent": 401,
  "credential.malformed": 401,
  "credential.duplicated": 401,
  "credential.conflicting": 401,
  "credential.wrong": 401,
  "credential.is-base64-pair": 401,
  "body.not-json": 400,
  "body.not-form": 400,
  "body.not-recognised": 400,
  "lead.no-listing": 422,
};

/** How sure we are of a fact about a vendor, and why. */
export const CERTAINTIES = ["official", "production", "test-button", "public-code", "guess"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** One secret that a store of this provider can have. */
export interface SecretField {
  /** Flag name, `hottok`. */
  readonly name: string;
  /** Whether calls are verified with it; a store without any such secret refuses every call. */
  readonly verifies: boolean;
  /** Where the operator finds it, in the vendor's own menu words. */
  readonly whereToFind: string;
  /**
   * What looks wrong with a value, from the documented look of it. Advice, never a refusal: vendors change formats.
   * `others` are the store's other secrets, for values that belong together.
   */
  check(value: string, others: Credentials): readonly Note[];
  /** The value to keep when the operator pasted it in a longer form (`Basic xyz`); same text when there is none. */
  clean(value: string): string;
}

/** One row of the provider's table of events: what `capabilities`, `simulate --list` and the contract tests read. */
export interface NativeEvent {
  /** The vendor's own name or status, `PURCHASE_APPROVED`, `approved`. */
  readonly native: string;
  readonly format: string;
  readonly trigger: Trigger;
  readonly also: readonly Trigger[];
  readonly certainty: Certainty;
  /** File name, without folder and ending, of the fixture that shows it; `simulate` starts from it. */
  readonly fixture: string;
  /** Short words that `simulate` takes for it, most specific provider table wins: `purchase`, `boleto`. */
  readonly words: readonly string[];
}

/**
 * What `simulate` changes in a fixture to make a distinct, fresh event of it. Absent: leave as it is
 * (`null` is never used: nothing is removed).
 */
export interface Variation {
  /** New ids for event, transaction and subscription are drawn from here. */
  readonly random: Random;
  /** When the event is to have happened. */
  readonly at: Instant;
  readonly email?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly productId?: string;
  readonly productName?: string;
  readonly offer?: string;
  readonly plan?: string;
  readonly kind?: SaleKind;
  /** The sale that this event belongs to; without it a new one is drawn. Lets several events tell one story. */
  readonly transaction?: string;
  readonly subscriptionId?: string;
  /** Operator's listing code, for leads. */
  readonly listing?: string;
}

/** What the adapter may know about the call beside the request itself. */
export interface NormalizeContext {
  readonly receivedAt: Instant;
  /** IANA zone for times that the vendor writes without an offset. */
  readonly zone: string;
}

/** Everything we know about one vendor that calls us. Pure: bytes in, facts out; no clock, no I/O, no registry. */
export interface ProviderAdapter {
  /** Name on the command line, in URLs and in tables, `hotmart`. */
  readonly id: string;
  /** The vendor's name as people write it, `Hotmart`. */
  readonly title: string;
  /** `payments` are called at `/hooks/<id>`, `leads` at the routes of the lead manual. */
  readonly family: "payments" | "leads";
  readonly secrets: readonly SecretField[];
  readonly events: readonly NativeEvent[];
  /** Header names (lower case) that carry a credential; never stored, never printed. */
  readonly secretHeaders: readonly string[];

  /**
   * Decides whether the vendor really sent `request`.
   *
   * Works on the raw bytes and never throws for bad input: a forged call is an expected outcome. With no accepted value
   * configured the answer is a refusal, never acceptance.
   *
   * @param now - passed in so that replayed calls and tests can choose it.
   * @returns notes for the operator on acceptance; the reason, for the log only, on refusal.
   */
  verify(request: InboundRequest, credentials: Credentials, now: Instant): Result<readonly Note[], Rejection>;

  /** After `verify`: whether the body can be used at all. Decides between 2xx and 400 or 422, nothing else. */
  admit(request: InboundRequest): Result<void, Rejection>;

  /** The request without its credentials, headers and body both; this is what is stored. `sign` puts them back. */
  redact(request: InboundRequest): InboundRequest;

  /** What the call says happened: one event per fact, at least one. Unknown events give trigger `unknown`. */
  normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection>;

  /** The inverse of `verify`: the request as the vendor would authenticate it, with the newest accepted value. */
  sign(request: InboundRequest, credentials: Credentials, now: Instant): InboundRequest;

  /** Invented credentials that `sign` and `verify` work with, for simulations on an empty home. */
  sampleCredentials(): Credentials;

  /** A fixture changed into a distinct event. */
  vary(request: InboundRequest, variation: Variation): InboundRequest;

  /** Sets one field of the vendor's body by path (`data.buyer.email`, or a form key); the value is JSON, else text. */
  setField(request: InboundRequest, path: string, value: string): InboundRequest;
}
