import type { JsonValue } from "../../core/json.ts";
import type { Note } from "../../core/note.ts";
import type { Result } from "../../core/result.ts";
import type { Intent, OutboundRequest, Verdict } from "../contract.ts";

/** What a request is made of: everything that its driver needs is there. */
export interface Connection {
  readonly settings: ReadonlyMap<string, string>;
  /** Value of the driver's secret. */
  readonly key: string;
}

/** One way to reach WhatsApp with a number of the operator's. */
export interface Driver {
  readonly id: "evolution" | "cloud";
  /** Settings without which it cannot send. */
  readonly needs: readonly string[];
  /** Name of the secret without which it cannot send. */
  readonly secret: string;
  /** Time between two messages when the operator sets none. */
  readonly usualSpacingMs: number;
  /** A shorter time than this is refused. */
  readonly leastSpacingMs: number;
  /** @param phone - E.164, `+5531900000001`. */
  message(intent: Intent, phone: string, connection: Connection): Result<OutboundRequest, Note>;
  probe(connection: Connection): OutboundRequest;
  /** @param body - the answer's body as JSON; what is no JSON never comes here. */
  read(status: number, body: JsonValue): Verdict;
}
