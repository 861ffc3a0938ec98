import type { Action } from "../contract.ts";
import { labelTarget } from "../label.ts";

/** Has the canonical event sent on to a destination. */
export const forward: Action = {
  id: "forward",
  option: "--forward <destination>",
  readTarget: labelTarget("forward", "destination"),
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "outbox", target: call.target, value: null }];
  },
};
