import type { HeaderList } from "../../core/http-message.ts";
import { textAt } from "../../core/json.ts";
import { acceptedValues, type Credentials, type Secret } from "../../core/secret.ts";
import type { ApiPlace, VendorQuestion } from "../contract.ts";
import type { ClassicCall } from "./form-call.ts";
import type { OrdersCall } from "./payload.ts";
import { hostsAt } from "./places.ts";
import { EMAIL_SECRET, TOKEN_SECRET } from "./secrets.ts";

/** The newest value, and during a rotation the one before it. */
const MOST_VALUES = 2;

/** What an id of the API looks like; nothing else ends up in a path. */
const ASKABLE = /^(?:ORDE|CHAR|CHEC)_[A-Za-z0-9-]{4,70}$/;

const LATIN: HeaderList = [["Accept-Charset", "ISO-8859-1"]];
const DIRECT: HeaderList = [["Accept", "application/vnd.pagseguro.com.br.v3+xml;charset=ISO-8859-1"]];

/**
 * A merchant has either the older recurring product or the later one, and the notification does not say which: the second
 * path is for what the first does not know (official).
 */
const CLASSIC_PATHS: Readonly<Record<string, readonly (readonly [path: string, headers: HeaderList])[]>> = {
  transaction: [["/v3/transactions/notifications/", LATIN]],
  preapproval: [
    ["/v2/pre-approvals/notifications/", LATIN],
    ["/pre-approvals/notifications/", DIRECT],
  ],
};

/** Nothing to ask for an authorisation, nor for a type that nobody knows. */
export function classicQuestions({ code, type }: ClassicCall, credentials: Credentials, place: ApiPlace): readonly VendorQuestion[] {
  const paths = CLASSIC_PATHS[type ?? ""] ?? [];
  return accountsOf(credentials).flatMap(([email, token]) =>
    paths.map(([path, headers]) => {
      const query = new URLSearchParams({ email: email.reveal(), token: token.reveal() });
      return { url: `${hostsAt(place).ws}${path}${encodeURIComponent(code)}?${query}`, headers };
    }),
  );
}

/** Whether PagSeguro has a document for this type of notification. */
export function isAskable({ type }: ClassicCall): boolean {
  return Object.hasOwn(CLASSIC_PATHS, type ?? "");
}

/** The id that PagBank can be asked about; null for a chargeback, whose place in the API is not known. */
export function askableId({ kind, body }: OrdersCall): string | null {
  const id = textAt(body, "id");
  return kind !== "chargeback" && id !== null && ASKABLE.test(id) ? id : null;
}

/** A charge is best read in its order, which knows buyer and products; an old charge has none. */
export function ordersQuestions(call: OrdersCall, credentials: Credentials, place: ApiPlace): readonly VendorQuestion[] {
  const id = askableId(call);
  if (id === null) return [];
  const part = encodeURIComponent(id);
  const paths = {
    order: [`/orders/${part}`],
    charge: [`/orders?charge_id=${part}`, `/charges/${part}`],
    checkout: [`/checkouts/${part}`],
    chargeback: [],
  }[call.kind];
  return newest(credentials, TOKEN_SECRET).flatMap((token) => paths.map((path) => withBearer(`${hostsAt(place).api}${path}`, token)));
}

/** The key for webhooks; without the type, PagBank gives the one for card forms (forum). */
export function publicKeyQuestion(credentials: Credentials, place: ApiPlace): VendorQuestion | null {
  const [token] = newest(credentials, TOKEN_SECRET);
  return token === undefined ? null : withBearer(`${hostsAt(place).api}/public-keys?type=webhook`, token);
}

function withBearer(url: string, token: Secret): VendorQuestion {
  return {
    url,
    headers: [
      ["Accept", "application/json"],
      ["Authorization", `Bearer ${token.reveal()}`],
    ],
  };
}

/** E-mail and token by age; an account that changed one of them keeps the other. */
function accountsOf(credentials: Credentials): readonly (readonly [email: Secret, token: Secret])[] {
  const emails = newest(credentials, EMAIL_SECRET);
  const tokens = newest(credentials, TOKEN_SECRET);
  return Array.from({ length: Math.max(emails.length, tokens.length) }, (_, age) => {
    const email = emails[age] ?? emails[0];
    const token = tokens[age] ?? tokens[0];
    return email === undefined || token === undefined ? [] : [[email, token] as const];
  }).flat();
}

function newest(credentials: Credentials, name: string): readonly Secret[] {
  return acceptedValues(credentials, name).slice(0, MOST_VALUES);
}
