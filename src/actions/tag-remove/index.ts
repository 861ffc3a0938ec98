import type { Action } from "../contract.ts";
import { labelTarget } from "../label.ts";

/** Takes a tag from the contact. */
export const tagRemove: Action = {
  id: "tag.remove",
  option: "--remove-tag <tag>",
  readTarget: labelTarget("tag.remove", "tag"),
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "tag", target: call.target, value: null }];
  },
};
