import { type Instant, instantAfter } from "../../core/instant.ts";
import type { Link } from "../../core/product.ts";
import type { NativeEvent, ProviderAdapter, WishedMethod } from "../../providers/contract.ts";
import { buildCalls, type CallToMake } from "../simulate.ts";
import { castEvents } from "./cast.ts";
import { emailOf, identityOf } from "./people.ts";
import { ISSUED, type Scenario, type StoryEvent, type StoryStep } from "./scenario.ts";

/** A fixture to make calls of. */
export type SampleReader = (native: NativeEvent) => Omit<Required<CallToMake>, "document"> & { readonly document: Uint8Array | undefined };

/** One call of a story, unsigned, with the step that it tells. */
export interface StoryCall {
  /** Place of its step in the scenario, from 0. */
  readonly number: number;
  readonly step: StoryStep;
  readonly at: Instant;
  readonly native: NativeEvent;
  readonly call: CallToMake;
}

export interface StoryCalls {
  readonly calls: readonly StoryCall[];
  /** Steps that the provider never tells. */
  readonly leftOut: readonly StoryStep[];
  /** The vendor's ids of the sales, by label. */
  readonly transactions: ReadonlyMap<string, string>;
}

export interface StoryWishes {
  readonly begin: Instant;
  readonly seed: number;
  readonly zone: string;
  /** Of the first person; the others get it with their label in it. */
  readonly email: string | undefined;
  /** By product of the story, and what kind of sale; undefined to sell what the fixture sells. */
  readonly productFor: (product: number, isSubscription: boolean) => { readonly link: Link; readonly name: string } | undefined;
}

/** The calls of a story, in order. The same wishes give the same bytes. */
export function storyCalls(scenario: Scenario, provider: ProviderAdapter, sample: SampleReader, wishes: StoryWishes): StoryCalls {
  const cast = castEvents(
    provider,
    scenario.steps.map(({ event }) => event),
  );
  const ids = new Map<string, string>();
  const calls: StoryCall[] = [];
  const leftOut: StoryStep[] = [];
  for (const [number, step] of scenario.steps.entries()) {
    const native = cast.get(step.event) ?? null;
    const at = instantAfter(wishes.begin, step.atMs);
    if (native === null) leftOut.push(step);
    else
      calls.push({ number, step, at, native, call: callOf(step, number, { native, at, scenario, calls, ids, provider, sample, wishes }) });
  }
  const transactions = [...ids].flatMap(([key, id]) => (key.startsWith(SALE) ? [[key.slice(SALE.length), id] as const] : []));
  return { calls, leftOut, transactions: new Map(transactions) };
}

const SALE = "sale ";
const SUBSCRIPTION = "subscription ";
const PAID: ReadonlySet<StoryEvent> = new Set(["subscription", "renewal", "purchase"]);
const NEXT_CHARGES: ReadonlySet<StoryEvent> = new Set([...PAID, "late"]);

interface Making {
  readonly native: NativeEvent;
  readonly at: Instant;
  readonly scenario: Scenario;
  readonly calls: readonly StoryCall[];
  /** Ids that the vendor gave by now; what is made adds its own. */
  readonly ids: Map<string, string>;
  readonly provider: ProviderAdapter;
  readonly sample: SampleReader;
  readonly wishes: StoryWishes;
}

function callOf(step: StoryStep, number: number, making: Making): CallToMake {
  const { native, at, scenario, calls, ids, provider, sample, wishes } = making;
  const repeated = calls.find((earlier) => earlier.number === step.repeats);
  if (repeated !== undefined) return repeated.call;
  const fixture = sample(native);
  const product = wishes.productFor(step.product, step.subscription !== null);
  const method = methodOf(step, scenario.steps.slice(0, number));
  const [call] = buildCalls(provider, fixture, {
    seed: wishes.seed + number,
    count: 1,
    at,
    link: product?.link,
    email: emailOf(step.person, wishes.email),
    transaction: step.sale === null ? undefined : ids.get(`${SALE}${step.sale}`),
    subscription: step.subscription === null ? undefined : ids.get(`${SUBSCRIPTION}${step.subscription}`),
    recurrence: chargeNumber(step, calls),
    told: {
      ...identityOf(step.person, scenario.steps),
      ...(product === undefined ? {} : { productName: product.name }),
      ...(method === undefined ? {} : { method }),
    },
    sets: step.sets,
  });
  const made = call ?? { request: fixture.request };
  rememberIds(step, made, at, { provider, ids, wishes });
  return made;
}

/** A sale is paid as the step says, else as it was to be paid before. What is issued, and a cart, say it by themselves. */
function methodOf(step: StoryStep, earlier: readonly StoryStep[]): WishedMethod | undefined {
  const ofSale = [...earlier, step].filter(({ sale }) => sale !== null && sale === step.sale);
  const told = ofSale.flatMap(({ event, method }) => (event === "boleto" || event === "pix" ? [event] : method === null ? [] : [method]));
  return ISSUED.has(step.event) ? undefined : told.at(-1);
}

/** Each paid charge counts one further; one that is late is the next, until it is paid. A cancellation counts those paid. */
function chargeNumber({ event, subscription }: StoryStep, earlier: readonly StoryCall[]): number | undefined {
  if (subscription === null || !(NEXT_CHARGES.has(event) || event === "subscription-cancel")) return undefined;
  const paid = earlier.filter(({ step }) => step.subscription === subscription && PAID.has(step.event) && step.repeats === null);
  return NEXT_CHARGES.has(event) ? paid.length + 1 : Math.max(1, paid.length);
}

/** The first call of a sale or contract gives it its id. */
function rememberIds(step: StoryStep, { request, document }: CallToMake, at: Instant, making: Pick<Making, "provider" | "ids" | "wishes">) {
  const { provider, ids, wishes } = making;
  const read = provider.normalize(request, { receivedAt: at, zone: wishes.zone, ...(document === undefined ? {} : { document }) });
  const { id, subscriptionId } = (read.ok ? read.value[0]?.transaction : undefined) ?? { id: null, subscriptionId: null };
  const keep = (key: string | null, value: string | null) => {
    if (key !== null && value !== null && !ids.has(key)) ids.set(key, value);
  };
  keep(step.sale === null ? null : `${SALE}${step.sale}`, id);
  keep(step.subscription === null ? null : `${SUBSCRIPTION}${step.subscription}`, subscriptionId);
}
