import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Has a message sent, at once or after a delay: `lembrete-boleto@24h`. */
export const notify: Action = {
  id: "notify",
  option: "--notify <template[@delay]>",
  readTarget(text) {
    const label = readLabel(text, "template");
    if (!label.ok) return label;
    const [template = "", delay, ...rest] = label.value.split("@");
    const readable = rest.length === 0 && template !== "" && (delay === undefined || /^\d{1,4}(s|m|h|d)$/.test(delay));
    return readable ? ok({ id: "notify", target: label.value }) : err(note("action.bad-delay", { given: label.value }));
  },
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "outbox", target: call.target, value: null }];
  },
};
