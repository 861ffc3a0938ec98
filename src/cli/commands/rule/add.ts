import { addRule } from "../../../app/add-rule.ts";
import type { Store } from "../../../app/ports.ts";
import { missingTargets } from "../../../app/templates.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Rule } from "../../../core/rule.ts";
import { closest } from "../../../core/suggest.ts";
import { isTrigger, TRIGGERS, type Trigger } from "../../../core/triggers.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import { printable } from "../../printable.ts";
import { shellWord } from "../../view/mend.ts";
import { defineActions, readActions } from "./actions.ts";
import { readCondition } from "./condition.ts";
import { actionText, ruleAsJson } from "./shown.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<product>", texts("rule.add.argument.product"))
      .requiredOption("--on <trigger>", texts("rule.add.option.on"))
      .option("--when <condition>", texts("rule.add.option.when"));
    defineActions(command, texts);
    command.option("--force", texts("rule.add.option.force"));
  },
  async run({ out, texts, ids, ...context }, input) {
    const whenText = input.text("when")?.trim() ?? null;
    const draft = {
      product: input.argument("product"),
      trigger: readTrigger(input.text("on") ?? ""),
      whenText,
      when: whenText === null ? null : readCondition(whenText, texts),
      actions: readActions(input, texts),
    };
    const store = await context.store();
    const { rule, existed } = await addRule(store, ids, draft, { force: input.flag("force") });
    if (out.json) out.document(ruleAsJson(rule));
    else out.line(rule.id);
    const shown = { id: rule.id, product: rule.product, trigger: rule.trigger, actions: rule.actions.map(actionText).join(" ") };
    out.say(
      texts(existed ? "rule.add.existed" : rule.when === null ? "rule.add.done" : "rule.add.done-when", {
        ...shown,
        when: printable(whenText ?? ""),
      }),
    );
    await warnOfMissing(rule, store, { out, texts });
  },
};

/** A rule may be written before what it sends: it is told of, and not refused. */
async function warnOfMissing(rule: Rule, store: Store, { out, texts }: Pick<Context, "out" | "texts">): Promise<void> {
  const missing = await missingTargets(store, rule);
  for (const name of missing.templates) out.warn(texts("rule.add.no-template", { name: printable(name), word: shellWord(name) }));
  for (const name of missing.destinations) out.warn(texts("rule.add.no-destination", { name: printable(name), word: shellWord(name) }));
}

function readTrigger(text: string): Trigger {
  const word = text.trim().toLowerCase();
  if (isTrigger(word)) return word;
  throw new IntgError("INTG_UNKNOWN_TRIGGER", { given: printable(text), suggestion: closest(word, TRIGGERS) });
}
