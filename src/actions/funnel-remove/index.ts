import type { Action } from "../contract.ts";
import { labelTarget } from "../label.ts";

/** Takes the contact out of a funnel, whichever sequence of it. */
export const funnelRemove: Action = {
  id: "funnel.remove",
  option: "--remove-from <funnel>",
  readTarget: labelTarget("funnel.remove", "funnel"),
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "funnel", target: call.target, value: null }];
  },
};
