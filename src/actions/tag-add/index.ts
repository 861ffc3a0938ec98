import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Gives the contact a tag. */
export const tagAdd: Action = {
  id: "tag.add",
  option: "--add-tag <tag>",
  readTarget(text) {
    const label = readLabel(text, "tag");
    return label.ok ? ok({ id: "tag.add", target: label.value }) : label;
  },
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "tag", target: call.target, value: "on" }];
  },
};
