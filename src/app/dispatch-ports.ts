/** The ports of what leaves the house: destinations, message templates, the outbox, and what sends. */
import type { Attempt, Dispatch, DispatchState } from "../core/dispatch.ts";
import type { HeaderList } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { SendHealth, SendPolicy } from "../core/sending.ts";
import type { OutboundRequest } from "../destinations/contract.ts";

/** A destination as the operator registered it. Its secrets lie with the credentials, under `DESTINATION_SECRETS`. */
export interface RegisteredDestination {
  readonly name: string;
  /** Which kind of destination it is, `webhook`. */
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  /** What it calls things, by object: `tag:aluno` is `640001`. `NOT_TOLD` for what it is not to hear of. */
  readonly codes: Readonly<Record<string, string>>;
  readonly isEnabled: boolean;
  /** Why it was disabled without the operator's doing; null otherwise. */
  readonly disabledBecause: Note | null;
}

/** Stands in place of a provider for the secrets of destinations; the store is the destination's name. */
export const DESTINATION_SECRETS = "destination";
/** Code of what a destination is not to hear of. */
export const NOT_TOLD = "none";

export interface DestinationStore {
  /** @returns false when the name is taken. */
  add(destination: RegisteredDestination): Promise<boolean>;
  list(): Promise<readonly RegisteredDestination[]>;
  find(name: string): Promise<RegisteredDestination | undefined>;
  /** Changes settings and switches; codes have their own method. */
  update(destination: Omit<RegisteredDestination, "codes">): Promise<void>;
  /** Removes it with its codes and secrets, and drops what still waits for it. @returns how many were dropped. */
  remove(name: string, at: Instant): Promise<number>;
  /** @param code - null takes it away. */
  setCode(name: string, object: string, code: string | null): Promise<void>;
  health(name: string): Promise<SendHealth>;
}

/** Text of a message, with places to fill in. */
export interface MessageTemplate {
  readonly name: string;
  /** Through which destination it goes; null for the only one that sends messages. */
  readonly destination: string | null;
  readonly text: string;
}

export interface TemplateStore {
  /** Adds it, or replaces the one of its name. */
  save(template: MessageTemplate): Promise<void>;
  list(): Promise<readonly MessageTemplate[]>;
  find(name: string): Promise<MessageTemplate | undefined>;
  remove(name: string): Promise<boolean>;
}

/** What a worker asks for: so many of one destination, as its policy and its state allow. */
export interface ClaimWish {
  readonly destination: string;
  readonly policy: SendPolicy;
  readonly atMost: number;
  /** How many of those under way are the worker's own; the others count against the concurrency first. None when absent. */
  readonly inHand?: number;
  /** Whether the next of the same lane and event is to be looked up, since it may go in the same request. */
  readonly withNext: boolean;
}

export interface ClaimedDispatch {
  readonly dispatch: Dispatch;
  /** The next of the same lane and event, where it was asked for. */
  readonly next: Dispatch | null;
  /** When it was claimed, and under which policy. */
  readonly claim: { readonly policy: SendPolicy; readonly at: Instant };
}

/** What came of a dispatch that was claimed. */
export interface DispatchOutcome {
  readonly id: string;
  readonly destination: string;
  /** `nextAt` it was claimed with. Nothing but a confirmed `sent` is written down when somebody else has claimed it since. */
  readonly lease: Instant;
  /** `queued` puts it off until `nextAt`, or gives it back. */
  readonly state: "sent" | "queued" | "dead";
  readonly at: Instant;
  readonly nextAt: Instant;
  readonly reason: Note | null;
  readonly isUncertain: boolean;
  /** Null when nothing was tried: then the claim does not count as an attempt. */
  readonly attempt: Attempt | null;
  /** What it says of the destination's health; null when it says nothing. */
  readonly health: "ok" | "failed" | null;
  /** Until when what follows in its lane waits; null for not at all. */
  readonly settledAt: Instant | null;
  /** Others that went in the same request. */
  readonly together: readonly string[];
  /** How it was claimed, when nothing was sent: its place in pace and quota is given back. */
  readonly unused?: { readonly policy: SendPolicy; readonly at: Instant };
  /** The destination wants to hear no more: it is disabled, and this waits with the others. */
  readonly isGone?: true;
}

export interface DispatchFilter {
  readonly states?: readonly DispatchState[];
  readonly destination?: string;
  readonly eventId?: string;
  readonly since?: Instant;
  /** Go on behind this dispatch, in the order of the list. */
  readonly afterId?: string;
  readonly limit: number;
}

/** Dispatches of one destination in one state. */
export interface DispatchCount {
  readonly destination: string | null;
  readonly state: DispatchState;
  readonly count: number;
}

/** The outbox: durable jobs, each sent once. */
export interface DispatchStore {
  /**
   * One turn of a worker, as one transaction: writes down what came of what it had, and hands out what it may begin now. What is
   * handed out is the worker's until `lease`; then it comes back by itself, marked uncertain.
   */
  turn(done: readonly DispatchOutcome[], wishes: readonly ClaimWish[], now: Instant, lease: Instant): Promise<readonly ClaimedDispatch[]>;
  /** When there will next be something to do for a destination, leaving policies aside; null for nothing. */
  nextDue(destination: string): Promise<Instant | null>;
  /** Newest first; those that wait in the order in which they are due. */
  list(filter: DispatchFilter): Promise<readonly Dispatch[]>;
  find(id: string): Promise<Dispatch | undefined>;
  idsFrom(prefix: string, limit: number): Promise<readonly string[]>;
  attempts(id: string): Promise<readonly Attempt[]>;
  /** The one that has to go before it; undefined when there is none. */
  ahead(dispatch: Dispatch): Promise<Dispatch | undefined>;
  /**
   * Puts dead, dropped and waiting ones first in line again, with all their attempts; those already sent are left alone.
   *
   * @param homes - a destination for those that had none.
   */
  retry(ids: readonly string[], at: Instant, homes?: ReadonlyMap<string, string>): Promise<number>;
  /** Gives up dead and waiting ones. */
  drop(ids: readonly string[], at: Instant): Promise<number>;
  /** How many wait, are being sent and are dead; those that are done with are not counted. */
  counts(): Promise<readonly DispatchCount[]>;
}

export interface SendOptions {
  /** Whether addresses of this machine and of private networks may be connected to. */
  readonly allowsPrivate: boolean;
}

/** What became of a request that was to be sent. */
export type SendResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: HeaderList;
      readonly body: Uint8Array;
      readonly isCut: boolean;
      readonly ms: number;
    }
  /** No answer. `isSent`: the destination may have got it all the same. */
  | { readonly kind: "failed"; readonly reason: Note; readonly isSent: boolean; readonly ms: number }
  /** An address or scheme that may not be called: nothing was sent. */
  | { readonly kind: "forbidden"; readonly reason: Note };

/** Sends what the outbox holds; whatever the network does is a result, never thrown. */
export interface Sender {
  send(request: OutboundRequest, options: SendOptions): Promise<SendResult>;
  close(): Promise<void>;
}
