import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Takes a tag from the contact. */
export const tagRemove: Action = {
  id: "tag.remove",
  option: "--remove-tag <tag>",
  readTarget(text) {
    const label = readLabel(text, "tag");
    return label.ok ? ok({ id: "tag.remove", target: label.value }) : label;
  },
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "tag", target: call.target, value: null }];
  },
};
