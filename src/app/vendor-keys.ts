import { IntgError } from "../core/errors.ts";
import { acceptedValues, Secret } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { apiPlaceOf, ask } from "./ask-vendor.ts";
import type { CredentialCache } from "./credential-cache.ts";
import type { Clock, HttpClient, Store } from "./ports.ts";

/** Anybody can send a signature that fits no key, and each would make us ask. */
const PAUSE_MS = 60_000;

const MOST_KEYS = 2;

export interface VendorKeysParts {
  readonly store: Pick<Store, "accounts" | "credentials">;
  readonly credentials: CredentialCache;
  readonly http: () => Promise<HttpClient>;
  readonly clock: Clock;
}

/** The public keys that vendors sign with: asked for when one is first needed, kept, and asked for again when none fits. */
export class VendorKeys {
  readonly #parts: VendorKeysParts;
  readonly #askedAtMs = new Map<string, { readonly at: number; readonly wasGiven: boolean }>();
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(parts: VendorKeysParts) {
    this.#parts = parts;
  }

  /**
   * Asks the vendor for its key and keeps it.
   *
   * @returns false when there is nothing to ask with, or it was asked a moment ago.
   * @throws INTG_VENDOR_KEY_UNAVAILABLE when the vendor does not give it: nobody can tell now whether the call is genuine.
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
    if (publicKey === undefined) return false;
    if (before !== undefined && now - before.at < PAUSE_MS) {
      if (before.wasGiven) return false;
      throw new IntgError("INTG_VENDOR_KEY_UNAVAILABLE", { title: provider.title });
    }
    const question = publicKey.question(await credentials.of(provider.id, store), await apiPlaceOf(this.#parts.store, provider.id, store));
    if (question === null) return false;
    const reply = await ask(question, await this.#parts.http()).catch(() => null);
    const value = reply === null ? null : publicKey.read(reply);
    this.#askedAtMs.set(name, { at: now, wasGiven: value !== null });
    if (value === null) throw new IntgError("INTG_VENDOR_KEY_UNAVAILABLE", { title: provider.title });
    const entry = { provider: provider.id, store, name: publicKey.secret, value: new Secret(value), at: clock.now() };
    // Beside the one before: calls that were signed with it are still under way, and so is the operator's own.
    await this.#parts.store.credentials.set(entry, "add");
    const kept = await this.#parts.store.credentials.load(provider.id, store);
    if (acceptedValues(kept, publicKey.secret).length > MOST_KEYS)
      await this.#parts.store.credentials.retire(provider.id, store, publicKey.secret);
    return true;
  }
}
