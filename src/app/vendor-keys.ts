import { IntgError } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { apiPlaceOf, ask } from "./ask-vendor.ts";
import type { CredentialCache } from "./credential-cache.ts";
import type { Clock, HttpClient, Store } from "./ports.ts";

/** Anybody can send a signature that fits no key, and each would make us ask. */
const PAUSE_MS = 60_000;

export interface VendorKeysParts {
  readonly store: Pick<Store, "accounts" | "credentials">;
  readonly credentials: CredentialCache;
  readonly http: () => Promise<HttpClient>;
  readonly clock: Clock;
}

/** The public keys that vendors sign with: asked for when one is first needed, kept, and asked for again when none fits. */
export class VendorKeys {
  readonly #parts: VendorKeysParts;
  readonly #askedAtMs = new Map<string, number>();
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(parts: VendorKeysParts) {
    this.#parts = parts;
  }

  /**
   * Asks the vendor for its key and keeps it.
   *
   * @returns false when there is nothing to ask with, or it was asked a moment ago.
   * @throws INTG_VENDOR_KEY_UNAVAILABLE when the vendor did not give it: nobody can tell now whether the call is genuine.
   */
  refresh(provider: ProviderAdapter, store: string): Promise<boolean> {
    const name = `${provider.id}/${store}`;
    const asking = this.#asking.get(name) ?? this.#refresh(provider, store, name).finally(() => this.#asking.delete(name));
    this.#asking.set(name, asking);
    return asking;
  }

  async #refresh(provider: ProviderAdapter, store: string, name: string): Promise<boolean> {
    const { clock, credentials } = this.#parts;
    const now = clock.monotonicMs();
    const before = this.#askedAtMs.get(name);
    const { publicKey } = provider.lookup ?? {};
    if (publicKey === undefined || (before !== undefined && now - before < PAUSE_MS)) return false;
    const question = publicKey.question(await credentials.of(provider.id, store), await apiPlaceOf(this.#parts.store, provider.id, store));
    if (question === null) return false;
    this.#askedAtMs.set(name, now);
    const reply = await ask(question, await this.#parts.http()).catch(() => null);
    const value = reply === null ? null : publicKey.read(reply);
    if (value === null) throw new IntgError("INTG_VENDOR_KEY_UNAVAILABLE", { title: provider.title });
    const entry = { provider: provider.id, store, name: publicKey.secret, value: new Secret(value), at: clock.now() };
    await this.#parts.store.credentials.set(entry, "replace");
    return true;
  }
}
