import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Takes the contact out of a funnel, whichever sequence of it. */
export const funnelRemove: Action = {
  id: "funnel.remove",
  option: "--remove-from <funnel>",
  readTarget(text) {
    const label = readLabel(text, "funnel");
    return label.ok ? ok({ id: "funnel.remove", target: label.value }) : label;
  },
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "funnel", target: call.target, value: null }];
  },
};
