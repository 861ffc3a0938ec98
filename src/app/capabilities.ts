import { TRIGGERS, type Trigger } from "../core/triggers.ts";
import type { Certainty } from "../providers/certainty.ts";
import type { NativeEvent, ProviderAdapter } from "../providers/contract.ts";
import { CERTAINTIES } from "../providers/index.ts";

/** What one provider sends for one trigger. */
export interface Capability {
  readonly trigger: Trigger;
  readonly provider: string;
  /** The surest of its rows. */
  readonly certainty: Certainty;
  readonly events: readonly Pick<NativeEvent, "native" | "format" | "certainty">[];
}

/** One line of what leadlovers' help centre says its product integration does, and for which platforms. */
export interface LeadloversAction {
  readonly action: "tags-and-sequence" | "funnel-remove" | "boleto" | "cancellation" | "late";
  readonly trigger: Trigger;
  /** Provider ids that the help centre names. */
  readonly documented: readonly string[];
}

/** The help centre says "all" of the first line, and means the payment platforms it integrates. */
const LEADLOVERS: readonly (Omit<LeadloversAction, "documented"> & { readonly documented: readonly string[] | "all" })[] = [
  { action: "tags-and-sequence", trigger: "purchase.approved", documented: "all" },
  { action: "funnel-remove", trigger: "purchase.approved", documented: ["hotmart", "monetizze", "pagseguro"] },
  { action: "boleto", trigger: "boleto.issued", documented: ["hotmart", "monetizze", "pagseguro"] },
  { action: "cancellation", trigger: "purchase.canceled", documented: ["hotmart", "monetizze"] },
  { action: "late", trigger: "payment.late", documented: ["hotmart"] },
];

/** Every trigger that some of the providers send, in the order of the vocabulary, provider by provider. */
export function capabilitiesOf(providers: readonly ProviderAdapter[]): readonly Capability[] {
  return TRIGGERS.flatMap((trigger) =>
    providers.flatMap((provider) => {
      const events = eventsOf(provider, trigger);
      const certainty = CERTAINTIES.find((level) => events.some((event) => event.certainty === level));
      if (certainty === undefined) return [];
      return [{ trigger, provider: provider.id, certainty, events: distinct(events) }];
    }),
  );
}

/** What leadlovers documents for these providers. */
export function leadloversActions(providers: readonly ProviderAdapter[]): readonly LeadloversAction[] {
  const payments = providers.filter((provider) => provider.family === "payments").map((provider) => provider.id);
  return LEADLOVERS.map(({ documented, ...row }) => ({
    ...row,
    documented: documented === "all" ? payments : payments.filter((id) => documented.includes(id)),
  }));
}

/** What of a provider raises a trigger: what one call tells, and what is worked out from several. */
export function eventsOf(provider: ProviderAdapter, trigger: Trigger): Capability["events"] {
  const told = provider.events.filter((event) => event.trigger === trigger || event.also.includes(trigger));
  return [...told, ...(provider.workedOut ?? []).filter((event) => event.trigger === trigger)];
}

/** Several fixtures may show the same native event. */
function distinct(events: Capability["events"]): Capability["events"] {
  const seen = new Map(events.map(({ native, format, certainty }) => [`${format} ${native}`, { native, format, certainty }]));
  return [...seen.values()];
}
