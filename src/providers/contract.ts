import type { EventFacts, PaymentMethod, SaleKind } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { MistakeCode } from "../core/mistake.ts";
import type { Note } from "../core/note.ts";
import type { Random } from "../core/random.ts";
import type { Result } from "../core/result.ts";
import type { Credentials } from "../core/secret.ts";
import type { Trigger } from "../core/triggers.ts";
import type { Certainty } from "./certainty.ts";
import type { ConformanceCheck, Homologation } from "./conformance.ts";
import type { SendingPolicy } from "./sending-policy.ts";
import type { ApiPlace, VendorApi, VendorQuestion, VendorReply } from "./vendor-api.ts";

export type { ApiPlace, VendorQuestion, VendorReply } from "./vendor-api.ts";

/**
 * Why a call is not taken in. For our log and the operator only: the sender sees a bare status.
 *
 * `credential.*` say that the sender did not prove itself (`key-unknown`: no key that we keep fits its signature, a newer
 * one of the vendor's may), `body.*` that the authentic body cannot be used.
 */
export const REJECTION_CODES = [
  "credential.not-configured",
  "credential.absent",
  "credential.malformed",
  "credential.duplicated",
  "credential.conflicting",
  "credential.wrong",
  "credential.is-base64-pair",
  "credential.key-unknown",
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
  "credential.key-unknown": 401,
  "body.not-json": 400,
  "body.not-form": 400,
  "body.not-recognised": 400,
  "lead.no-listing": 422,
};

/** One secret that a store of this provider can have. */
export interface SecretField {
  /** Flag name, `hottok`. */
  readonly name: string;
  /** Whether calls are verified with it; a store without any such secret refuses every call. */
  readonly verifies: boolean;
  /** Kept beside the secrets without being one: an e-mail, a public key. It may stand on a command line. */
  readonly isPublic?: true;
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

/** Ways to pay that a varied call can be given; every vendor has a word for each. */
export type WishedMethod = Extract<PaymentMethod, "boleto" | "pix" | "credit_card">;

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
  /** Number of the charge within its subscription, 1 first, where the vendor's call tells one. */
  readonly recurrence?: number;
  /**
   * How the sale is paid, where the vendor's current format has a field for it. Not for what is issued: there it is what
   * happened.
   */
  readonly method?: WishedMethod;
  /** Operator's listing code, for leads. */
  readonly listing?: string;
}

/** What the adapter may know about the call beside the request itself. */
export interface NormalizeContext {
  readonly receivedAt: Instant;
  /** What the vendor answered when asked about this call; see `VendorLookup`. */
  readonly document?: Uint8Array;
  /** The call proved nothing: where there is a document, only that is to be believed. */
  readonly isHint?: true;
  /** IANA zone for times that the vendor writes without an offset. */
  readonly zone: string;
}

/**
 * What a reply means. `not-here`: another question may be answered; when none is, the vendor does not know the call.
 * `unknown`: the vendor says that there is no such thing, so the call was forged or is too old. `misconfigured`: it does
 * not accept the store's credentials. `later`: nothing can be said yet.
 */
export const REPLY_MEANINGS = ["document", "not-here", "unknown", "misconfigured", "later"] as const;
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number];

/** For a vendor that has to be asked: some of its calls carry no facts, or no proof, only the code of what to ask for. */
export interface VendorLookup {
  /**
   * Whether a call that carries no credential may be kept as a hint. Nothing in it is believed; it only makes us ask,
   * with the store's own credentials, and what is answered counts. False when the store cannot ask.
   */
  hints(request: InboundRequest, credentials: Credentials): boolean;

  /**
   * Whether there is anything to ask about a call, whatever the store's credentials. Of a hint: what happened. Of a call that
   * proved itself: what it leaves out; it is acted on at once, and again when the rest is known.
   */
  asks(request: InboundRequest, isHint: boolean): boolean;

  /** What to ask, in order, until one reply is a document; none when the store has no credential to ask with. */
  questions(request: InboundRequest, credentials: Credentials, place: ApiPlace): readonly VendorQuestion[];

  read(reply: VendorReply): ReplyMeaning;

  /** The document of a fixture changed as `vary` changes its call: same variation, same ids. */
  varyDocument(document: Uint8Array, variation: Variation): Uint8Array;

  /** Sets one field of the document by path; null when the path does not begin with what the document holds. */
  setDocumentField(document: Uint8Array, path: string, value: string): Uint8Array | null;

  /** The key that the vendor signs with, where it has to be asked for: which secret it is kept as, and how. */
  readonly publicKey?: {
    readonly secret: string;
    question(credentials: Credentials, place: ApiPlace): VendorQuestion | null;
    /** @returns the value to keep; null when the reply holds none. */
    read(reply: VendorReply): string | null;
  };
}

/** One thing that an operator does to connect an account, most of it in the vendor's panel. Its words are `setup.<provider>.<code>`. */
export interface SetupStep {
  readonly code: string;
  readonly certainty: Certainty;
  /** The address that the vendor is to call belongs to it. */
  readonly hasUrl?: true;
  /** Done only where one of these secrets is to be kept; absent: always. */
  readonly forSecrets?: readonly string[];
}

/** How an account of the vendor is connected: what `init` leads through. */
export interface ProviderSetup {
  /** In order, until the secrets are at hand. */
  readonly before: readonly SetupStep[];
  /** Where the id stands by which the vendor calls a product; of a listing, for leads. */
  readonly ids: readonly SetupStep[];
  /** In order, once everything is kept here. */
  readonly after: readonly SetupStep[];
  /** Secrets that an operator can bring, in the order of asking; the usual ones are all that most accounts need. */
  readonly secrets: readonly { readonly name: string; readonly isUsual: boolean }[];
  /** What of a product sold once, and of one sold as a subscription, a link is worth narrowing to; null: nothing its calls tell. */
  readonly narrowedBy: { readonly oneTime: "offer" | "plan" | null; readonly subscription: "plan" | null };
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
  readonly setup: ProviderSetup;
  readonly events: readonly NativeEvent[];
  /** Triggers that no single call tells, and the application works out from several: which charge renews a subscription. */
  readonly workedOut?: readonly Pick<NativeEvent, "native" | "format" | "trigger" | "certainty">[];
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

  /** After `verify`: whether the body can be used at all. Decides between 2xx and 400 or 422; a value is not read. */
  admit(request: InboundRequest): Result<unknown, Rejection>;

  /** The request without its credentials, headers and body both; this is what is stored. `sign` puts them back. */
  redact(request: InboundRequest): InboundRequest;

  /** What the call says happened: one event per fact, at least one. Unknown events give trigger `unknown`. */
  normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection>;

  /** The inverse of `verify`: the request as the vendor would authenticate it, with the newest accepted value. */
  sign(request: InboundRequest, credentials: Credentials, now: Instant): InboundRequest;

  /**
   * The request as if it had been sent at `at`, every other byte as it was; only for vendors whose calls tell when they were sent.
   * What happened, and when, stays. A proof over the bytes no longer fits: sign afterwards.
   */
  sentAt?(request: InboundRequest, at: Instant): InboundRequest;

  /** Invented credentials that `sign` and `verify` work with, for simulations on an empty home. */
  sampleCredentials(): Credentials;

  /** A fixture changed into a distinct event. */
  vary(request: InboundRequest, variation: Variation): InboundRequest;

  /** Sets one field of the vendor's body by path (`data.buyer.email`, or a form key); the value is JSON, else text. */
  setField(request: InboundRequest, path: string, value: string): InboundRequest;

  /** Whether this is the vendor's check that the address answers, which carries no event: answered 200, never stored. */
  isAddressCheck?(request: InboundRequest): boolean;

  /** How the vendor sends, a policy for each of its ways: what `simulate --sender` plays. */
  readonly sending: readonly SendingPolicy[];

  /** What an endpoint of anybody's has to do to live with the vendor: what `conform` drives. */
  readonly conformance: readonly ConformanceCheck[];

  /** How the vendor is asked to test an endpoint, where it does before it sends anything. */
  readonly homologation?: Homologation;

  /**
   * What a call that was refused may have been before a known mistake was made with it, for telling the operator which: the
   * hottok put back where it belongs. What is the same for every vendor (a body written anew) is tried by the application.
   *
   * One at a time, since each may copy the body, and whoever asks stops at the first that verifies. Never throws.
   */
  mistakes(request: InboundRequest, credentials: Credentials): Iterable<LikelyMistake>;

  readonly lookup?: VendorLookup;

  /** The vendor's API, where it is used beyond questions about calls: to try credentials, and to read what was sold. */
  readonly api?: VendorApi;
}

/** A request as it would have come without one mistake; when it verifies, that mistake was made. */
export interface LikelyMistake {
  readonly code: MistakeCode;
  /** For the words: names of places and secrets. Never a value: these are shown. */
  readonly params?: Note["params"];
  /** Absent where the call itself shows the mistake; told when nothing that can be tried fits. */
  readonly request?: InboundRequest;
  /** The credentials as they would have been without it; the store's own when absent. */
  readonly credentials?: Credentials;
}
