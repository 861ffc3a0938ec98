import type { ConditionField } from "../../core/condition.ts";
import type { FactValue } from "../../core/condition-match.ts";
import { type EventFacts, PAYMENT_METHODS, SALE_KINDS } from "../../core/event.ts";
import { eventFields } from "../../core/event-fields.ts";
import { note } from "../../core/note.ts";
import { EVERY_PRODUCT, type Rule } from "../../core/rule.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { eventsOf } from "../capabilities.ts";
import { type Domain, obstacles } from "./can-hold.ts";
import type { DoctorCheck } from "./check.ts";
import type { DoctorFacts } from "./facts.ts";
import { fail, ok, ruleSubject, type Verdict, warn } from "./finding.ts";

/** What an example lacks may come all the same: people leave it out, or it is ours. */
const UNTOLD = /^(buyer\.|tracking\.|contact\.|product\.slug$|store$|provider$|trigger$|lead\.advertiser$|isTest$|isPartialRefund$)/;

/**
 * The condition of a rule can be met: red where it contradicts itself, its trigger or its product's links, yellow where it asks
 * for a field that no known example of its providers has.
 */
export const ruleCondition: DoctorCheck = {
  id: "rule.condition",
  needs: "database",
  judge: (facts) => facts.configuration.rules.flatMap((rule) => judgeRule(rule, facts)),
};

function judgeRule(rule: Rule, facts: DoctorFacts): readonly Verdict[] {
  if (rule.when === null) return [];
  const subject = ruleSubject(rule);
  const senders = sendersOf(rule, facts);
  // Without a sender it can never fire whatever its condition says: another check tells that.
  if (senders.length === 0) return [];
  const params = { condition: rule.whenText };
  const certain = certainDomain(rule, senders, facts);
  const never = obstacles(rule.when, certain);
  const next = ["intg", "rule", "list", ...(rule.product === EVERY_PRODUCT ? [] : ["--product", rule.product])];
  if (never !== null) return [fail(subject, note("doctor.rule.condition-never", { ...params, fields: never.join(", ") }), next)];
  const untold = obstacles(rule.when, withoutUntold(rule, senders, facts, certain));
  if (untold === null) return [ok(subject, note("doctor.rule.condition-ok", params))];
  const providers = senders.map(({ title }) => title).join(", ");
  const text = note("doctor.rule.condition-untold", { ...params, fields: untold.join(", "), providers, trigger: rule.trigger });
  return [warn(subject, text, ["intg", "simulate", senders[0]?.id ?? "PROVIDER", rule.trigger])];
}

function sendersOf({ product, trigger }: Rule, { configuration: { links } }: DoctorFacts): readonly ProviderAdapter[] {
  const linked = new Set(links.filter((link) => link.product === product).map(({ provider }) => provider));
  return PROVIDERS.filter((provider) => product === EVERY_PRODUCT || linked.has(provider.id)).filter(
    (provider) => trigger === "unknown" || eventsOf(provider, trigger).length > 0,
  );
}

function certainDomain(rule: Rule, senders: readonly ProviderAdapter[], { configuration: { links } }: DoctorFacts): Domain {
  const isForAll = rule.product === EVERY_PRODUCT;
  const stores = links.filter(({ product }) => product === rule.product).map(({ store }) => store);
  const triggers = triggersOf(rule, senders);
  return (field) => {
    switch (field) {
      case "provider":
        return senders.map(({ id }) => id);
      case "store":
        return isForAll ? null : stores;
      case "trigger":
        return triggers;
      case "product.slug":
        return isForAll ? null : [rule.product];
      case "product.kind":
        return [null, ...SALE_KINDS];
      case "payment.method":
        return [null, ...PAYMENT_METHODS];
      case "lead.subtype":
        return [null, "listing", "mcmv"];
      case "isTest":
      case "isPartialRefund":
        return [true, false];
      default:
        return null;
    }
  };
}

/** What the trigger of an event can be that raises the rule's: its own, or one beside which it is raised. Null for any. */
function triggersOf({ trigger }: Rule, senders: readonly ProviderAdapter[]): readonly FactValue[] | null {
  if (trigger === "unknown" || senders.some(({ workedOut = [] }) => workedOut.some((event) => event.trigger === trigger))) return null;
  const raising = senders.flatMap(({ events }) => events.filter(({ also }) => also.includes(trigger)).map((event) => event.trigger));
  return [...new Set([trigger, ...raising])];
}

/** The same, where a field has no value that no example has; unless there is no example to go by. */
function withoutUntold(rule: Rule, senders: readonly ProviderAdapter[], { samples }: DoctorFacts, certain: Domain): Domain {
  const examples = senders.map(({ id }) =>
    (samples.get(id) ?? []).filter(({ trigger, also }) => trigger === rule.trigger || also.includes(rule.trigger)),
  );
  if (rule.trigger === "unknown" || examples.some((own) => own.length === 0)) return certain;
  const all = examples.flat();
  return (field) => (UNTOLD.test(field) || all.some((facts) => tells(facts, field)) ? certain(field) : [null]);
}

function tells(facts: EventFacts, field: ConditionField): boolean {
  const ours = { id: "", deliveryId: "", provider: "", store: "", receivedAt: "", status: "processed", reason: null } as const;
  const value = eventFields({ ...facts, ...ours, productSlug: null, advertiser: null, contactId: null }, [])(field);
  return value !== null && value !== undefined;
}
