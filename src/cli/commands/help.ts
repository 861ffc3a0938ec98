import { IntgError } from "../../core/errors.ts";
import { closest } from "../../core/suggest.ts";
import type { CommandModule } from "../command.ts";
import { TOPICS, type Topic } from "../help-topics.ts";
import { fitted } from "../view/fitted.ts";
import { topicJson, topicText } from "../view/topic.ts";
import { viewOf } from "../view/view.ts";
import { COMMANDS, groupsOf } from "./index.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("[topic...]", texts("help.argument.topic"));
  },
  async run(context, input) {
    const { out, texts, options } = context;
    const topic = requireTopic(input.argumentsOf("topic"));
    if (out.json) return out.document(topicJson(topic, texts, options.home));
    const view = viewOf(context);
    out.line(fitted(topicText(topic, view, options.home), view.columns));
    const others = texts("help.other-topics", { topics: TOPICS.filter((other) => other !== topic).join(", ") });
    out.say(`\n${out.styleErr.dim(fitted(others, view.columns))}`);
  },
};

/** The words of commands never come here: they are shown by that command's own help. */
function requireTopic(words: readonly string[]): Topic {
  const given = words.join(" ");
  const topic = TOPICS.find((candidate) => candidate === given);
  if (topic !== undefined) return topic;
  throw new IntgError("INTG_UNKNOWN_TOPIC", {
    given,
    known: TOPICS.join(", "),
    suggestion: closest(given, [...TOPICS, ...groupsOf(COMMANDS), ...COMMANDS.map((entry) => entry.path)]),
  });
}
