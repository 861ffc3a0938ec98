import type { EventJson } from "../core/event-json.ts";
import type { HeaderList } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Person } from "../core/mask.ts";
import type { Note } from "../core/note.ts";
import type { Result } from "../core/result.ts";
import type { ActionId } from "../core/rule.ts";
import type { Secret } from "../core/secret.ts";
import type { SendPolicy } from "../core/sending.ts";

/** One thing to be done at a destination, with everything that a request about it may say. */
export interface Intent {
  /** Id of the dispatch: the same over every retry, so that a receiver can tell a repeat. */
  readonly id: string;
  readonly action: ActionId;
  /** Tag, funnel, product slug, template or destination, as the rule names it. */
  readonly target: string;
  /** The sequence of a `sequence.add`; else null or of no interest. */
  readonly value: string | null;
  /** What the destination itself calls the target, as the operator mapped it; null when it was not mapped. */
  readonly code: string | null;
  /** The event that caused it, unmasked. */
  readonly event: EventJson;
  /** Whom it is about, as known now: the contact, else the event's buyer. */
  readonly person: Person;
  /** The registered product of the event; for access the product itself. */
  readonly product: { readonly slug: string; readonly name: string; readonly salesUrl: string | null } | null;
  /** The message of a `notify`, filled in; null for everything else. */
  readonly text: string | null;
}

/** A request as data. Nothing in here sends it. */
export interface OutboundRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute, http or https. May hold a secret: never shown with its query. */
  readonly url: string;
  readonly headers: HeaderList;
  /** Empty where the method takes none. */
  readonly body: Uint8Array;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: HeaderList;
  /** Whole up to the client's limit; what is longer is cut off. */
  readonly body: Uint8Array;
}

/** What an answer means for the dispatch. */
export type Verdict =
  /** @param settleMs - how long the destination takes to know of it: what follows for the same person waits that long. */
  | { readonly kind: "delivered"; readonly settleMs?: number }
  /** Not now; tried again after the usual wait, or the one that Retry-After asks for. */
  | { readonly kind: "retry"; readonly reason: Note }
  /**
   * Never as it is: to the dead letters at once.
   *
   * @param isUnwelcome - it does not know us, though its status may say otherwise: nothing else will work either.
   */
  | { readonly kind: "refused"; readonly reason: Note; readonly isUnwelcome?: true }
  /** Nobody is to call this address any more (410): the destination is disabled and everything waits. */
  | { readonly kind: "gone"; readonly reason: Note }
  /** The status says yes and the body says nothing that we know: it may have worked. */
  | { readonly kind: "uncertain"; readonly reason: Note };

/**
 * What to do when an attempt may have worked although we do not know (no answer, or we were killed while it was under
 * way). `repeat`: the same again does no harm. `ask`: find out first, with `confirm`. `never`: leave it to the operator.
 */
export type Doubt = "repeat" | "ask" | "never";

/** What the operator set for one destination. */
export interface DestinationAccount {
  readonly name: string;
  /** By field name, as `readSetting` gave them; a field without a value has its default. */
  readonly settings: ReadonlyMap<string, string>;
  /** By secret name, newest value first. */
  readonly secrets: ReadonlyMap<string, readonly Secret[]>;
  /** For timestamps in signed requests. */
  readonly now: Instant;
}

export interface SettingField {
  /** Kebab case, `base-url`; given as `--set base-url=...` (`url` also as `--url`). */
  readonly name: string;
  /** Used when the operator sets none; undefined when it may be absent. */
  readonly fallback?: string;
  readonly isRequired?: true;
  /** Reads what the operator wrote; the problem is told as a note. */
  read(text: string): Result<string, Note>;
}

export interface DestinationSecret {
  /** Kebab case, `token`; given as `--secret token=env:VARIABLE`. */
  readonly name: string;
  readonly isRequired: boolean;
  /** Made by us and shown once when the operator gives none. `random` is 32 bytes. */
  readonly generate?: (random: Uint8Array) => string;
  /** Where the operator finds it, in the vendor's own menu words. */
  readonly whereToFind: string;
  /** What looks wrong with a value. Advice, never a refusal. */
  check(value: string): readonly Note[];
}

/** Names that the destination knows by codes of its own. */
export interface CodeField {
  /** First part of the object, `tag` of `tag:aluno`; `sequence` for `funnel/sequence`. */
  readonly object: "tag" | "funnel" | "sequence" | "product" | "template";
  /** Whether an action on a target without a code is refused (true), or sent with the target's own name. */
  readonly isRequired: boolean;
  /** Whether it is with these settings, where that depends on them; then `isRequired` says what holds without any. */
  isRequiredWith?(settings: ReadonlyMap<string, string>): boolean;
  /** What a code looks like, `700001/1500002/1`. */
  readonly example: string;
  read(text: string): Result<string, Note>;
  /**
   * A target that is a code already needs no mapping (`--add-tag 640001`). @returns the code, or null.
   */
  asCode?(target: string): string | null;
  /**
   * Queries whose rows hold the parts of a code, in order, each asked with the parts before it: `machines`, `sequences`,
   * `levels` for `700001/1500002/1`. So a code is found by the names that the vendor's panel shows. Absent where none can be.
   */
  readonly queries?: readonly string[];
}

/** Something to be asked of the destination for the operator: its tags, its funnels. */
export interface DestinationQuery {
  /** `tags`, `machines`; what `destination lookup` takes. */
  readonly name: string;
  /** Names of the arguments it needs, in order. */
  readonly takes: readonly string[];
  /** Titles of the columns of its answer. */
  readonly columns: readonly string[];
  /** @param page - from 1; only for queries that `hasPages`. */
  request(account: DestinationAccount, args: readonly string[], page: number): OutboundRequest;
  readonly hasPages?: true;
  /** @returns the rows, each with the code first; an error when the answer is none. */
  read(response: OutboundResponse): Result<readonly (readonly string[])[], Note>;
}

/** Who we call. Pure: describes requests and reads answers; does not send, retry or log. */
export interface Destination {
  readonly id: string;
  readonly title: string;
  /** What it can carry out, in the order in which what follows from one event is to reach it. */
  readonly actions: readonly ActionId[];
  readonly settings: readonly SettingField[];
  readonly secrets: readonly DestinationSecret[];
  readonly codes: readonly CodeField[];
  /** How fast it may be called, as its vendor documents or as others found; the operator may set slower. */
  policy(settings: ReadonlyMap<string, string>): SendPolicy;
  /**
   * What keeps it from sending although every setting is right by itself, such as one that only some drivers need. Absent
   * where settings stand alone.
   *
   * @returns null when nothing does.
   */
  problem?(account: DestinationAccount): Note | null;
  doubt(intent: Intent): Doubt;
  /**
   * Whether `next`, of the same event and the next in line, goes into the same request as `first`. Absent: never.
   */
  joins?(first: Intent, next: Intent): boolean;
  /**
   * @param intents - one, and those that it joins.
   * @returns why it can never be sent as it is: no phone, no code.
   */
  buildRequest(intents: readonly [Intent, ...Intent[]], account: DestinationAccount): Result<OutboundRequest, Note>;
  /** @param account - for what the operator set about answers, such as a settle delay; defaults hold without it. */
  readResponse(response: OutboundResponse, intent: Intent, account?: DestinationAccount): Verdict;
  /** How to find out whether an attempt in doubt worked. Present when `doubt` can say `ask`. */
  readonly confirm?: {
    request(intent: Intent, account: DestinationAccount): OutboundRequest;
    /** @returns whether it worked; null when the answer does not tell. */
    read(response: OutboundResponse, intent: Intent): boolean | null;
  };
  /** A request that changes nothing and shows whether address and secrets are right; null when there is none. */
  probe(account: DestinationAccount): OutboundRequest | null;
  /**
   * Reads the answer to the probe. Absent where the status says it all: 2xx is well.
   *
   * @returns what is wrong; null when all is well.
   */
  readProbe?(response: OutboundResponse): Note | null;
  readonly queries: readonly DestinationQuery[];
}
