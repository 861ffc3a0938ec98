import { type buildConnector, Pool } from "undici";

/**
 * Open at once to one origin, at most. A connection is free again one turn of the event loop after its answer, so there can be
 * some more of them than requests under way.
 */
const CONNECTIONS = 256;
const IDLE_MS = 4_000;
/** A server that asks for longer is held to this, so that a name is resolved anew in reasonable time. */
const IDLE_MAX_MS = 60_000;
const ORIGINS = 256;

interface Entry {
  readonly pool: Pool;
  /** Counts up with every use of any pool. */
  lastUse: number;
}

/** One pool for each origin and kind of address that is allowed; the one used longest ago makes room for another. */
export class Pools {
  readonly #entries = new Map<string, Entry>();
  /** Out of use, with requests still under way. */
  readonly #closing = new Set<Pool>();
  readonly #connector: (allowsPrivate: boolean) => buildConnector.connector;
  #uses = 0;

  constructor(connector: (allowsPrivate: boolean) => buildConnector.connector) {
    this.#connector = connector;
  }

  /** A connection that was opened because private addresses are allowed is never used where they are not. */
  for(origin: string, allowsPrivate: boolean): Pool {
    const key = allowsPrivate ? `private ${origin}` : origin;
    const entry = this.#entries.get(key) ?? this.#add(key, origin, allowsPrivate);
    this.#uses += 1;
    entry.lastUse = this.#uses;
    return entry.pool;
  }

  /** @param why - given to every request that is under way. */
  async destroy(why: Error): Promise<void> {
    const pools = [...[...this.#entries.values()].map(({ pool }) => pool), ...this.#closing];
    this.#entries.clear();
    await Promise.all(pools.map((pool) => pool.destroy(why)));
  }

  #add(key: string, origin: string, allowsPrivate: boolean): Entry {
    if (this.#entries.size >= ORIGINS) this.#retireOldest();
    const pool = new Pool(origin, {
      connect: this.#connector(allowsPrivate),
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MAX_MS,
      // Every exchange has a time of its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const entry = { pool, lastUse: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #retireOldest(): void {
    const [oldest] = [...this.#entries].sort(([, first], [, second]) => first.lastUse - second.lastUse);
    if (oldest === undefined) return;
    const [key, { pool }] = oldest;
    this.#entries.delete(key);
    this.#closing.add(pool);
    pool.close().finally(() => this.#closing.delete(pool));
  }
}
