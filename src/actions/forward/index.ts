import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";
import { readLabel } from "../label.ts";

/** Has the canonical event sent on to a destination. */
export const forward: Action = {
  id: "forward",
  option: "--forward <destination>",
  readTarget(text) {
    const label = readLabel(text, "destination");
    return label.ok ? ok({ id: "forward", target: label.value }) : label;
  },
  plan(_event, call) {
    return call.target === null ? [] : [{ kind: "outbox", target: call.target, value: null }];
  },
};
