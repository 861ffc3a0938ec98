import type { Action } from "../contract.ts";
import { labelTarget } from "../label.ts";

/** Gives the contact a tag. */
export const tagAdd: Action = {
  id: "tag.add",
  option: "--add-tag <tag>",
  readTarget: labelTarget("tag.add", "tag"),
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "tag", target: call.target, value: "on" }];
  },
};
