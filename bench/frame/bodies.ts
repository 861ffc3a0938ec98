import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject, JsonValue } from "../../src/core/json.ts";

/** Ids of the two products that every bench home has registered. */
export const ONE_TIME_ID = 9_100_002;
export const SUBSCRIPTION_ID = 9_100_003;

/** The secret of every bench home. Invented, and only ever sent to 127.0.0.1. */
export const HOTTOK = "bench-hottok-0123456789abcdef0123456789";
export const HOOK_PATH = "/hooks/hotmart";

/** Fixtures that an event is made of: sales of both kinds in several states, 2 to 3 KB each. */
const FIXTURES = [
  "purchase.approved.2.0.0",
  "purchase.approved.2.0.0.bundle",
  "purchase.approved.2.0.0.subscription",
  "purchase.approved.2.0.0.renewal",
  "purchase.approved.2.0.0.instalments",
  "purchase.refunded.2.0.0",
  "boleto.issued.2.0.0",
  "payment.late.2.0.0",
] as const;

/** Stand-ins of the width of what replaces them, so that a body is made by writing into a copy. */
const MARKS = {
  id: "#".repeat(36),
  transaction: "HP@@@@@@@@@@",
  mailbox: "b********x",
  phone: "9~~~~~~~~",
  subscriber: "^^^^^^^^",
} as const;

interface Template {
  readonly bytes: Buffer;
  readonly places: Readonly<Record<keyof typeof MARKS, number>>;
}

/** Makes distinct bodies of the shipped fixtures: every one an event, a sale, a buyer and a contract of its own. */
export interface BodyMaker {
  /** How many kinds there are. */
  readonly kinds: number;
  /** A fresh buffer for bodies of one kind, to be filled again and again. */
  blank(kind: number): Buffer;
  /** Writes event number `n` into a buffer made by `blank(kind)`. */
  fill(body: Buffer, kind: number, n: number): void;
}

export function createBodyMaker(root: string): BodyMaker {
  const templates = FIXTURES.map((name) => templateOf(root, name));
  const at = (kind: number) => templates[kind % templates.length] as Template;
  return {
    kinds: templates.length,
    blank: (kind) => Buffer.from(at(kind).bytes),
    fill(body, kind, n) {
      const { places } = at(kind);
      const first = mixed(n);
      const hex = first.toString(16).padStart(8, "0");
      const rest = mixed(first ^ 0x5bd1e995)
        .toString(16)
        .padStart(8, "0");
      write(body, places.id, `${hex}-${rest.slice(0, 4)}-4${rest.slice(4, 7)}-8${rest.slice(1, 4)}-${rest}${hex.slice(0, 4)}`);
      write(body, places.transaction, `HP${String(first).padStart(10, "0")}`);
      write(body, places.mailbox, `b${hex}x`);
      write(body, places.phone, `9${String(first % 100_000_000).padStart(8, "0")}`);
      write(body, places.subscriber, hex);
    },
  };
}

function write(body: Buffer, at: number, text: string): void {
  if (at >= 0) body.write(text, at, "latin1");
}

/** One-to-one on 32 bits, and without order: keys arrive as scattered as the vendor's. */
function mixed(n: number): number {
  let x = n | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

function templateOf(root: string, name: string): Template {
  const folder = join(root, "fixtures", "hotmart");
  const file = `${name}.http`;
  if (!readdirSync(folder).includes(file)) throw new Error(`no fixture ${file}`);
  const text = readFileSync(join(folder, file), "utf8");
  const bytes = Buffer.from(JSON.stringify(marked(JSON.parse(text.slice(text.indexOf("\n\n") + 2)) as JsonObject), null, 2));
  const places = Object.entries(MARKS).map(([name, mark]) => [name, bytes.indexOf(mark)] as const);
  if (places.some(([mark, place]) => place < 0 && mark !== "subscriber")) throw new Error(`${file}: a mark is missing`);
  return { bytes, places: Object.fromEntries(places) as Template["places"] };
}

function marked(body: JsonObject): JsonValue {
  const data = body.data as JsonObject;
  const subscription = data.subscription as JsonObject | undefined;
  // A sale in instalments comes with a subscription that has no plan.
  const isSubscription = subscription?.plan !== undefined;
  return {
    ...body,
    id: MARKS.id,
    data: {
      ...data,
      product: { ...(data.product as JsonObject), id: isSubscription ? SUBSCRIPTION_ID : ONE_TIME_ID },
      buyer: {
        ...(data.buyer as JsonObject),
        email: `${MARKS.mailbox}@example.com`,
        checkout_phone_code: "11",
        checkout_phone: MARKS.phone,
      },
      purchase: { ...(data.purchase as JsonObject), transaction: MARKS.transaction },
      ...(subscription === undefined
        ? {}
        : { subscription: { ...subscription, subscriber: { ...(subscription.subscriber as JsonObject), code: MARKS.subscriber } } }),
    },
  };
}
