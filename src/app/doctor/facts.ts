import type { Dispatch } from "../../core/dispatch.ts";
import type { EventFacts, EventStatus, SaleKind } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import type { Product } from "../../core/product.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Credentials } from "../../core/secret.ts";
import type { Admission, SendHealth } from "../../core/sending.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Carrier, Configuration } from "../configuration.ts";
import type { UsedObject } from "../destinations/unmapped.ts";
import type {
  Arrival,
  CredentialInfo,
  DatabaseFacts,
  HomeFacts,
  NamedId,
  RegisteredDestination,
  StuckLookup,
  WaitingEvent,
} from "../ports.ts";
import type { Subject } from "./finding.ts";

/** What is known before the database is opened, and when it cannot be. */
export interface MachineFacts {
  readonly now: Instant;
  readonly home: HomeFacts;
  /** Why the database could not be opened, by the code of the error; null when it was, or when there is none. */
  readonly problem: Note | null;
}

/** Everything that the checks look at. Gathered once, then only read. */
export interface DoctorFacts extends MachineFacts {
  readonly database: DatabaseFacts;
  /** Why the key does not open the credentials; null when it does, or when there are none. */
  readonly keyProblem: Note | null;
  /** What `--deep` found, in SQLite's words; null when it was not asked. */
  readonly faults: readonly string[] | null;
  readonly configuration: Configuration;
  readonly stores: readonly StoreFacts[];
  readonly products: readonly ProductFacts[];
  readonly destinations: readonly DestinationFacts[];
  /** Failed for good, for want of a destination. */
  readonly homeless: readonly Dispatch[];
  /** Documents that several open advertisers have, with these. */
  readonly sharedDocuments: readonly { readonly document: string; readonly slugs: readonly string[] }[];
  readonly queue: { readonly count: number; readonly oldestAt: Instant | null };
  readonly newestReceivedAt: Instant | null;
  /** What the calls that ship as examples of a provider say; read where a rule's condition needs it. */
  readonly samples: ReadonlyMap<string, readonly EventFacts[]>;
}

/** One account at one provider, whether it was registered, linked to, or only called. */
export interface StoreFacts {
  readonly subject: Extract<Subject, { kind: "store" }>;
  readonly provider: string;
  readonly store: string;
  /** Undefined for a provider that this version does not know. */
  readonly adapter: ProviderAdapter | undefined;
  /** Null when the key does not open them. */
  readonly credentials: Credentials | null;
  /** Newest first within each name. */
  readonly values: readonly CredentialInfo[];
  /** The newest of its events, newest first. */
  readonly arrivals: readonly Arrival[];
  /** The newest call of the vendor; null when none was found, and `calls` says what that means. */
  readonly lastCall: Arrival | null;
  /** `old`: it was called, but not lately enough to be found without reading everything. */
  readonly calls: "found" | "none" | "old";
  /** Refused lately, newest first. */
  readonly refusals: readonly Refusal[];
  /** The newest of those that wait. */
  readonly waiting: readonly WaitingEvent[];
  /** Whether more of them may wait in this status than were looked at. */
  isCut(status: EventStatus): boolean;
  /** Ids that its unmatched events name and no link did when they came, most often named first. */
  readonly strangers: readonly StrangerFacts[];
  /** Of the listings and advertisers that its unmatched leads name, those that were registered since. */
  readonly foundSince: { readonly listings: ReadonlySet<string>; readonly advertisers: ReadonlySet<string> };
  readonly lookups: readonly StuckLookup[];
}

/** A vendor's product that arrives and is not linked. */
export interface StrangerFacts {
  readonly externalId: string;
  readonly name: string | null;
  readonly count: number;
  readonly kind: SaleKind | null;
  readonly trigger: Trigger;
}

export interface ProductFacts {
  readonly product: Product;
  /** Ids that its newest events named. */
  readonly named: readonly NamedId[];
}

export interface DestinationFacts {
  readonly registered: RegisteredDestination;
  /** Undefined for a kind that this version does not know. */
  readonly carrier: Carrier | undefined;
  /** Why it cannot send as it is set up; null when nothing is known against it. */
  readonly problem: Note | null;
  /** A secret that it cannot do without, and of which no value is kept; null when there is none, or none can be read. */
  readonly missingSecret: { readonly name: string; readonly whereToFind: string } | null;
  readonly health: SendHealth;
  /** Why the next of what waits did not go yet; null where nothing failed, or while the circuit is closed. */
  readonly lastError: Note | null;
  readonly admission: Admission | null;
  readonly waiting: number;
  readonly dead: number;
  /** The newest that failed for good; null when none did. */
  readonly lastDead: Dispatch | null;
  /** When the next of what waits may go; null when nothing waits. */
  readonly nextDue: Instant | null;
  readonly unmapped: readonly UsedObject[];
  /** Whether any rule or link has something for it to do. */
  readonly isUsed: boolean;
}

/** So far back is looked for events that wait for the operator, and for refused calls. */
export const WAITING_DAYS = 30;
export const REFUSED_DAYS = 7;
