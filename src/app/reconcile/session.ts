import { IntgError } from "../../core/errors.ts";
import type { VendorQuestion } from "../../providers/contract.ts";
import type { ApiSession, SalesHistory, VendorApi } from "../../providers/vendor-api.ts";
import { type AskedReply, apiPlaceOf } from "../ask-vendor.ts";
import type { Clock, Store } from "../ports.ts";
import type { AccountKey } from "../set-credential.ts";
import { missingOf, vendorFailed, withoutValues } from "../try-credentials.ts";
import type { Asker } from "./asker.ts";

/** Asks with an account's credentials. The token that they give is in memory only, and asked for anew when it has ended. */
export class Session {
  readonly #account: AccountKey;
  readonly #api: VendorApi;
  readonly #asker: Asker;
  readonly #clock: Clock;
  #now: ApiSession;

  private constructor(account: AccountKey, api: VendorApi, asker: Asker, clock: Clock, begin: ApiSession) {
    this.#account = account;
    this.#api = api;
    this.#asker = asker;
    this.#clock = clock;
    this.#now = begin;
  }

  /** @throws INTG_CREDENTIAL_MISSING, INTG_VENDOR_REFUSED */
  static async open(
    store: Pick<Store, "accounts" | "credentials">,
    account: AccountKey,
    { api, history }: { readonly api: VendorApi; readonly history: SalesHistory },
    asker: Asker,
    clock: Clock,
  ): Promise<Session> {
    const { provider, store: name } = account;
    const credentials = await store.credentials.load(provider.id, name);
    const place = await apiPlaceOf(store, provider.id, name);
    const [missing] = missingOf(history.secrets, credentials);
    if (missing !== undefined) throw new IntgError("INTG_CREDENTIAL_MISSING", { provider: provider.id, store: name, name: missing });
    const session = new Session(account, api, asker, clock, { credentials, place, pass: null });
    await session.#signIn();
    return session;
  }

  /** What a question is asked with at this moment. */
  get now(): ApiSession {
    return this.#now;
  }

  /**
   * Asks, and once more with a new token where the old one is not taken any more.
   *
   * @throws INTG_VENDOR_REFUSED when the new one is not either.
   */
  async ask(make: (session: ApiSession) => VendorQuestion, isUsable?: (reply: AskedReply) => boolean): Promise<AskedReply> {
    const first = await this.#asker.ask(make(this.#now), isUsable);
    if (!isRefusal(first)) return first;
    if (this.#now.pass === null) throw this.#refused(first);
    await this.#signIn();
    const second = await this.#asker.ask(make(this.#now), isUsable);
    if (isRefusal(second)) throw this.#refused(second);
    return second;
  }

  /** Asks for what can be done without: null where it is not answered. */
  async askMaybe(make: (session: ApiSession) => VendorQuestion): Promise<Uint8Array | null> {
    const reply = await this.#asker.ask(make(this.#now));
    return reply.status === 200 ? reply.body : null;
  }

  /** The error for a reply that is no answer to what was asked, with the vendor's own words where it has any. */
  failure(question: VendorQuestion, reply: AskedReply): IntgError {
    return vendorFailed(this.#account.provider.title, question.url, reply, this.#wordsOf(reply));
  }

  async #signIn(): Promise<void> {
    const { access } = this.#api;
    const question = access.question(this.#now.credentials, this.#now.place, this.#clock.now());
    if (question === null) throw new IntgError("INTG_BUG", { detail: "credentials went away" });
    const reply = await this.#asker.ask(question);
    const answer = access.read(reply);
    if (answer.kind === "refused") throw this.#refused(reply);
    if (answer.kind === "later") throw this.failure(question, reply);
    this.#now = { ...this.#now, pass: answer.pass };
  }

  #refused(reply: AskedReply): IntgError {
    const { provider, store } = this.#account;
    const params = { title: provider.title, provider: provider.id, store, flags: store === "default" ? "" : ` --store ${store}` };
    return new IntgError("INTG_VENDOR_REFUSED", params, { problems: this.#wordsOf(reply) });
  }

  #wordsOf(reply: AskedReply) {
    const answer = this.#api.access.read(reply);
    return answer.kind === "refused" ? withoutValues(answer.notes, this.#now.credentials, this.#now.pass) : [];
  }
}

function isRefusal({ status }: AskedReply): boolean {
  return status === 401 || status === 403;
}
