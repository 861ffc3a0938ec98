import type { Exchange } from "../../app/conform/endpoint.ts";
import type { Fault, Finding } from "../../app/conform/finding.ts";
import type { CheckResult } from "../../core/check.ts";
import type { Texts } from "../../messages/text.ts";
import type { Certainty } from "../../providers/certainty.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { fixOf, titleOf } from "./words.ts";

/** A check with what programs may want to know beside its words. */
export interface ConformResult extends CheckResult {
  readonly level: "must" | "should";
  readonly certainty: Certainty;
  readonly source: string;
  /** Of each call in order; null where none came. */
  readonly statuses: readonly (number | null)[];
}

/** More say the same. */
const SHOWN_FAULTS = 4;

export function resultsOf(
  provider: ProviderAdapter,
  findings: readonly Finding[],
  texts: Texts,
  verbose: boolean,
): readonly ConformResult[] {
  return findings.map((finding) => {
    const { check, verdict, exchanges, ms } = finding;
    const { id, level, certainty, source } = check;
    return {
      id,
      title: titleOf(provider, check, texts),
      verdict,
      level,
      certainty,
      source,
      statuses: exchanges.map(statusOf),
      details: detailsOf(provider, finding, texts, verbose),
      ...(ms === undefined ? {} : { ms }),
    };
  });
}

function detailsOf(provider: ProviderAdapter, finding: Finding, texts: Texts, verbose: boolean): readonly string[] {
  const { check, verdict, faults, exchanges } = finding;
  const found = faults.slice(0, SHOWN_FAULTS).map((fault) => faultText(fault, texts));
  const more = faults.length > SHOWN_FAULTS ? [texts("conform.more", { n: faults.length - SHOWN_FAULTS })] : [];
  const rule = verbose
    ? [texts("conform.rule", { certainty: texts(`certainty.${check.certainty}`), source: texts.ofFact(check.source) })]
    : [];
  switch (verdict) {
    case "passed":
      return verbose && exchanges.length > 0 ? [texts("conform.statuses", { statuses: exchanges.map(statusOf).join(", ") }), ...rule] : [];
    case "skipped":
      return found.length > 0 ? found : [fixOf(provider, check, texts), ...rule];
    case "failed":
    case "warned":
      return [...found, ...more, ...statusWords(provider, faults, texts), fixFor(provider, finding, texts), ...rule];
    default:
      return verdict satisfies never;
  }
}

/** Where nothing was answered, what the check is about is not what is wrong. */
function fixFor(provider: ProviderAdapter, { check, exchanges }: Finding, texts: Texts): string {
  const isSilent = exchanges.length > 0 && exchanges.every(({ answer }) => answer.kind !== "answered");
  return isSilent ? texts("conform.answer-first") : fixOf(provider, check, texts);
}

/** What a status means to the vendor beside that it is not the expected one, and where to look. */
function statusWords({ id, title }: ProviderAdapter, faults: readonly Fault[], texts: Texts): readonly string[] {
  const statuses = faults.flatMap(({ what }) => (typeof what.params.status === "number" ? [what.params.status] : []));
  const words = statuses.flatMap((status) => {
    const keys = [`${id}.status.${status}`, `any.status.${status}`, `any.status.${Math.floor(status / 100)}xx`];
    const key = keys.find((candidate) => texts.maybe(`conform.${candidate}`) !== undefined);
    return key === undefined ? [] : [texts.maybe(`conform.${key}`, { title }) ?? ""];
  });
  return [...new Set(words)];
}

function faultText({ variant, what }: Fault, texts: Texts): string {
  const text = texts.ofNote(what);
  return variant === null ? text : texts("conform.of-variant", { variant: texts.ofNote(variant), text });
}

function statusOf({ answer }: Exchange): number | null {
  return answer.kind === "answered" ? answer.status : null;
}
