import type { Clock, HomeFacts, HttpClient, Ids, Sender, Store } from "../app/ports.ts";
import type { Listener, ListenerHandlers } from "../listener/server.ts";
import type { Texts } from "../messages/text.ts";
import type { Io } from "./io.ts";
import type { Output } from "./output.ts";
import type { Prompts } from "./prompts.ts";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly home: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly yes: boolean;
  readonly debug: boolean;
  readonly showPii: boolean;
}

/** Everything a command may touch. Built in one place (`wire.ts`), each part only when it is asked for. */
export interface Context {
  readonly io: Io;
  readonly out: Output;
  readonly texts: Texts;
  readonly options: GlobalOptions;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly prompts: Prompts;
  /**
   * The store of this home, made on first use of the home; closed when the command ends.
   *
   * @param options.busyTimeoutMs - how long to wait for another process that holds it; a few seconds when absent.
   */
  store(options?: { readonly busyTimeoutMs?: number }): Promise<Store>;
  /** Whether this home has a store already. */
  hasStore(): boolean;
  /** What the machine tells of this home; opens no database and makes nothing. */
  homeFacts(): Promise<HomeFacts>;
  /** A passing copy of this home's store as it is now: what is done to it changes nothing and holds nobody up. */
  storeCopy(): Promise<Store>;
  /** A store in memory that nothing is kept of. */
  scratchStore(): Promise<Store>;
  http(): Promise<HttpClient>;
  /** What destinations are called through. */
  sender(): Promise<Sender>;
  /** The right to be the one process that receives for this home, or that makes its state anew. */
  listenerLock(): Promise<{ release(): void }>;
  startListener(address: { readonly host: string; readonly port: number }, handlers: ListenerHandlers): Promise<Listener>;
  /** Ends the command with this exit code although nothing was thrown: data was printed, and it says "no". */
  fail(exitCode: number): void;
}
