import type { ChalkInstance } from "chalk";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter, SetupStep } from "../../providers/contract.ts";
import { wrapText } from "./wrap.ts";

/** A step in words. */
export interface ShownStep {
  readonly code: string;
  readonly certainty: SetupStep["certainty"];
  readonly text: string;
  /** How sure it is, where it is not from the vendor itself. */
  readonly doubt: string | null;
  /** What is to be pasted. */
  readonly url: string | null;
}

/** Those of the steps that concern this account. @param secrets - names of the secrets that it has, or is to have. */
export function stepsFor(
  steps: readonly SetupStep[],
  { provider, secrets, url }: { readonly provider: ProviderAdapter; readonly secrets: readonly string[]; readonly url: string },
  texts: Texts,
): readonly ShownStep[] {
  const { id, title } = provider;
  return steps
    .filter(({ forSecrets }) => forSecrets === undefined || forSecrets.some((name) => secrets.includes(name)))
    .map(({ code, certainty, hasUrl }) => ({
      code,
      certainty,
      text: texts.maybe(`setup.${id}.${code}`) ?? code,
      doubt: texts.maybe(`setup.certainty.${certainty}`, { title }) ?? null,
      url: hasUrl ? url : null,
    }));
}

/** Numbered; what is to be pasted under its step on a line of its own, and what is not sure told once, below. */
export function stepLines(steps: readonly ShownStep[], width: number, style: ChalkInstance): readonly string[] {
  const doubts = [...new Set(steps.flatMap(({ doubt }) => doubt ?? []))];
  const mark = (doubt: string | null) => (doubt === null ? "" : ` ${"*".repeat(doubts.indexOf(doubt) + 1)}`);
  return [
    ...steps.flatMap(({ text, doubt, url }, at) => [
      ...wrapText(`${text}${mark(doubt)}`, width - 5).map((line, row) => `${row === 0 ? `  ${at + 1}  ` : "     "}${line}`),
      ...(url === null ? [] : [`     ${style.cyan(url)}`]),
    ]),
    ...doubts.map((doubt) => style.dim(`    ${mark(doubt)} ${doubt}`)),
  ];
}

/** Where the id of a product, or of a listing, stands. */
export function idWords({ id, setup }: ProviderAdapter, texts: Texts): readonly string[] {
  return setup.ids.map(({ code }) => texts.maybe(`setup.${id}.${code}`) ?? code);
}

/** What an operator calls a secret: the vendor's own word. */
export function secretLabel({ id }: ProviderAdapter, name: string, texts: Texts): string {
  return texts.maybe(`setup.${id}.secret.${name}`) ?? name;
}
