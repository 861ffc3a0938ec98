import { err, type Result } from "../core/result.ts";
import type { Rejection, RejectionCode } from "./contract.ts";

/** What `verify` gives for a sender who did not prove itself. */
export function refused(code: RejectionCode): Result<never, Rejection> {
  return err({ code });
}
