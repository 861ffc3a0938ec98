import { asPlayed, type PlayedPolicy, type UsedFact } from "../../app/sender/played-policy.ts";
import type { Texts } from "../../messages/text.ts";
import type { VendorFact } from "../../providers/certainty.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { OtherTiming, StatusMeaning } from "../../providers/sending-policy.ts";
import { alignRows, indent } from "./columns.ts";
import { spanText } from "./span.ts";
import type { View } from "./view.ts";

type Titled = Pick<ProviderAdapter, "title">;

/** How a vendor sends: every fact with its certainty and source, and what is assumed where there is none. */
export function policyView(provider: ProviderAdapter, view: View): readonly string[] {
  const blocks = provider.sending.flatMap((policy) => {
    const played = asPlayed(policy);
    const rows = [...factRows(played, view, true), ...furtherRows(played, view)];
    return [view.style.bold(headOf(provider, played, view.texts)), ...indent(alignRows(rows)), ""];
  });
  return [...blocks, assumedLegend(provider, view)];
}

/** The facts that calls were sent by, without their sources. */
export function usedView(provider: Titled, played: PlayedPolicy, view: View): readonly string[] {
  return [view.style.bold(headOf(provider, played, view.texts)), ...indent(alignRows(factRows(played, view, false)))];
}

/** What the word beside a fact means; there is no vendor of whom everything is known. */
export function assumedLegend({ title }: Titled, { style, texts }: View): string {
  return style.dim(texts("sender.policy.assumed-legend", { title }));
}

function headOf({ title }: Titled, { policy }: PlayedPolicy, texts: Texts): string {
  if (policy.formats === "all") return texts("sender.policy.of-all", { title });
  return texts("sender.policy.of-formats", { title, formats: policy.formats.join(", ") });
}

function factRows(played: PlayedPolicy, { style, texts }: View, withSources: boolean): readonly string[][] {
  const { timeoutMs, delivered, sentAgainAfter, attempts, waitsMs, afterwards, backupEveryMs } = played;
  const row = <T>(name: string, fact: UsedFact<T>, value: string) => {
    const certainty = fact.certainty === "assumed" ? style.yellow(texts("sender.policy.assumed")) : texts(`certainty.${fact.certainty}`);
    return [style.dim(name), value, certainty, ...(withSources && fact.source !== null ? [style.dim(texts.ofFact(fact.source))] : [])];
  };
  return [
    row(texts("sender.policy.timeout"), timeoutMs, spanText(timeoutMs.value)),
    row(texts("sender.policy.delivered"), delivered, texts(`sender.value.${delivered.value}`)),
    row(texts("sender.policy.again"), sentAgainAfter, texts(`sender.value.${sentAgainAfter.value}`)),
    row(texts("sender.policy.attempts"), attempts, String(attempts.value)),
    row(texts("sender.policy.waits"), waitsMs, waitsText(waitsMs.value, texts)),
    row(texts("sender.policy.afterwards"), afterwards, afterwardsText(afterwards.value, texts)),
    ...(backupEveryMs === null
      ? []
      : [row(texts("sender.policy.backup-every"), backupEveryMs, texts("sender.value.every", { wait: spanText(backupEveryMs.value) }))]),
  ];
}

/** What is known beside what is played by. */
function furtherRows({ policy }: PlayedPolicy, { style, texts }: View): readonly string[][] {
  const row = <T>(name: string, { certainty, source }: VendorFact<T>, value: string) => [
    style.dim(name),
    value,
    texts(`certainty.${certainty}`),
    style.dim(texts.ofFact(source)),
  ];
  const { sentAgainAfter, meanings, switchesOff, elsewhere } = policy;
  return [
    ...(sentAgainAfter?.value === "server-error"
      ? [row(texts("sender.policy.again-known"), sentAgainAfter, texts(`sender.value.${sentAgainAfter.value}`))]
      : []),
    ...meanings.map((fact) =>
      row(texts("sender.policy.meaning", { statuses: statusesOf(fact.value) }), fact, meaningText(fact.value, texts)),
    ),
    ...(switchesOff === null ? [] : [row(texts("sender.policy.switches-off"), switchesOff, texts(`sender.value.${switchesOff.value}`))]),
    ...elsewhere.map((fact) => row(texts("sender.policy.elsewhere"), fact, otherText(fact.value, texts))),
  ];
}

function waitsText(waitsMs: readonly number[], texts: Texts): string {
  const waits = waitsMs.map(spanText).join(", ");
  return texts(waitsMs.length === 1 ? "sender.value.each-wait" : "sender.value.waits", { wait: waits, waits });
}

function afterwardsText(value: PlayedPolicy["afterwards"]["value"], texts: Texts): string {
  return texts(`sender.value.${value.kind}`, value.kind === "lost" ? {} : { kept: spanText(value.forMs) });
}

function statusesOf({ from, to }: StatusMeaning): string {
  if (from === to) return String(from);
  return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`;
}

function meaningText({ effect, onlyFor }: StatusMeaning, texts: Texts): string {
  const text = texts(`sender.value.${effect}`);
  return onlyFor === null ? text : texts("sender.value.for-no-listing", { effect: text });
}

function otherText({ timeoutMs, attempts, waitMs, keptMs }: OtherTiming, texts: Texts): string {
  return [
    ...(timeoutMs === undefined ? [] : [texts("sender.other.timeout", { time: spanText(timeoutMs) })]),
    ...(attempts === undefined ? [] : [texts("sender.other.attempts", { n: attempts })]),
    ...(waitMs === undefined ? [] : [texts("sender.other.wait", { wait: spanText(waitMs) })]),
    ...(keptMs === undefined ? [] : [texts("sender.other.kept", { kept: spanText(keptMs) })]),
  ].join(", ");
}
