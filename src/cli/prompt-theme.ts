import type { ChalkInstance } from "chalk";
import type { Texts } from "../messages/text.ts";

/** How questions look: in our colours, or in none, and in the language of the other texts. */
export interface PromptTheme {
  readonly prefix: { readonly idle: string; readonly done: string };
  readonly spinner: { readonly interval: number; readonly frames: string[] };
  readonly icon: { readonly checked: string; readonly unchecked: string; readonly cursor: string };
  readonly style: {
    readonly answer: (text: string) => string;
    readonly message: (text: string) => string;
    readonly error: (text: string) => string;
    readonly defaultAnswer: (text: string) => string;
    readonly help: (text: string) => string;
    readonly highlight: (text: string) => string;
    readonly description: (text: string) => string;
    readonly keysHelpTip: (keys: readonly (readonly [key: string, action: string])[]) => string;
    readonly maskedText: string;
  };
  readonly keywords: { readonly yes: string; readonly no: string; readonly error: () => string };
}

/**
 * @param asked.why - lines that stand above the question while it waits, and go when it is answered; what stays is the answer.
 * @param asked.answered - stands in the place of an answer that is not shown.
 */
export function promptTheme(
  texts: Texts,
  style: ChalkInstance,
  { why = [], answered }: { readonly why?: readonly string[]; readonly answered?: string } = {},
): PromptTheme {
  const above = why.map((line) => `  ${style.dim(line)}\n`).join("");
  return {
    prefix: { idle: `${above}${style.blue("?")}`, done: style.green("✓") },
    spinner: { interval: 80, frames: [style.blue("?")] },
    icon: { checked: style.green("◉"), unchecked: "◯", cursor: "❯" },
    style: {
      answer: (text) => (text === "" ? style.dim(answered ?? "-") : style.cyan(text)),
      message: (text) => style.bold(text.endsWith("?") ? text : `${text}:`),
      error: (text) => style.red(`  ${text}`),
      defaultAnswer: (text) => style.dim(`(${text})`),
      help: style.dim,
      highlight: style.cyan,
      description: style.dim,
      keysHelpTip: (keys) => style.dim(keys.map(([key, action]) => keyText(key, action, texts)).join(" · ")),
      maskedText: texts("prompt.masked"),
    },
    keywords: { yes: texts("prompt.yes"), no: texts("prompt.no"), error: () => texts("prompt.yes-or-no") },
  };
}

/** inquirer's own names for keys and for what they do, in our words. */
function keyText(key: string, action: string, texts: Texts): string {
  if (key === "space") return `${texts("prompt.key.space")} ${texts("prompt.action.tick")}`;
  return `${key} ${texts.maybe(`prompt.action.${action}`) ?? action}`;
}
