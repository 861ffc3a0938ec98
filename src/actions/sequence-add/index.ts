import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Puts the contact into a sequence of a funnel. Both are needed: a funnel without a sequence has no first message. */
export const sequenceAdd: Action = {
  id: "sequence.add",
  option: "--add-to <funnel/sequence>",
  readTarget(text) {
    const label = readLabel(text, "funnel/sequence");
    if (!label.ok) return label;
    const [funnel = "", sequence = "", ...rest] = label.value.split("/").map((part) => part.trim());
    if (funnel === "" || sequence === "" || rest.length > 0) {
      return err(note("action.funnel-needs-sequence", { given: label.value }));
    }
    return ok({ id: "sequence.add", target: `${funnel}/${sequence}` });
  },
  plan(_event, call) {
    const [funnel, sequence] = call.target?.split("/") ?? [];
    return funnel === undefined || sequence === undefined ? [] : [{ kind: "funnel", target: funnel, value: sequence }];
  },
};
