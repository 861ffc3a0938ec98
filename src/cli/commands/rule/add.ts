import { addRule } from "../../../app/add-rule.ts";
import { IntgError } from "../../../core/errors.ts";
import { closest } from "../../../core/suggest.ts";
import { isTrigger, TRIGGERS, type Trigger } from "../../../core/triggers.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
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
    const { rule, existed } = await addRule(await context.store(), ids, draft, { force: input.flag("force") });
    if (out.json) out.document(ruleAsJson(rule));
    else out.line(rule.id);
    const shown = { id: rule.id, product: rule.product, trigger: rule.trigger, actions: rule.actions.map(actionText).join(" ") };
    out.say(
      texts(existed ? "rule.add.existed" : rule.when === null ? "rule.add.done" : "rule.add.done-when", {
        ...shown,
        when: printable(whenText ?? ""),
      }),
    );
    if (rule.actions.some(({ id }) => id === "notify" || id === "forward")) out.warn(texts("rule.add.not-sent"));
  },
};

function readTrigger(text: string): Trigger {
  const word = text.trim().toLowerCase();
  if (isTrigger(word)) return word;
  throw new IntgError("INTG_UNKNOWN_TRIGGER", { given: printable(text), suggestion: closest(word, TRIGGERS) });
}
