import type { Instant } from "../core/instant.ts";

export interface ContactKey {
  readonly email: string | null;
  readonly phone: string | null;
}

/** Buyer or lead. */
export interface Contact extends ContactKey {
  readonly id: string;
  readonly name: string | null;
  readonly document: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
}
