import type { Credentials } from "../core/secret.ts";
import type { Store } from "./ports.ts";

/** Opened credentials by store, kept until anybody changes the configuration: opening each for every call is dear. */
export class CredentialCache {
  readonly #store: Pick<Store, "credentials" | "configurationVersion">;
  #version = -1;
  #opened = new Map<string, Credentials>();

  constructor(store: Pick<Store, "credentials" | "configurationVersion">) {
    this.#store = store;
  }

  async of(provider: string, store: string): Promise<Credentials> {
    const version = await this.#store.configurationVersion();
    if (version !== this.#version) {
      this.#version = version;
      this.#opened = new Map();
    }
    const key = `${provider}/${store}`;
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const credentials = await this.#store.credentials.load(provider, store);
    // A caller can invent store names; only those that exist are worth remembering.
    if (credentials.size > 0) this.#opened.set(key, credentials);
    return credentials;
  }
}
