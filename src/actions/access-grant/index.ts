import { ok } from "../../core/result.ts";
import type { Action } from "../contract.ts";

/** Gives the contact access to the event's product, because of the event's transaction. */
export const accessGrant: Action = {
  id: "access.grant",
  option: "--grant",
  readTarget() {
    return ok({ id: "access.grant", target: null });
  },
  plan(event) {
    return event.productSlug === null ? [] : [{ kind: "access", target: event.productSlug, value: "granted" }];
  },
};
