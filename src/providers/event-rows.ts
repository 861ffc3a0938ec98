import type { Trigger } from "../core/triggers.ts";
import type { Certainty } from "./certainty.ts";
import type { NativeEvent } from "./contract.ts";

/** What of a row is not the usual. */
export interface RowOptions {
  /** Last part of the fixture's name, where one trigger has several. */
  readonly variant?: string;
  readonly also?: readonly Trigger[];
  readonly certainty?: Certainty;
}

/**
 * Makes the rows of one format in a provider's table of events. The fixture's name is trigger, version and variant.
 *
 * @param format - `hotmart/2.0.0`; what stands behind the slash is the version.
 * @param usual - how sure we are of most of its events.
 */
export function eventRows(
  format: string,
  usual: Certainty,
): (native: string, trigger: Trigger, words: readonly string[], options?: RowOptions) => NativeEvent {
  const version = format.slice(format.indexOf("/") + 1);
  return (native, trigger, words, { variant, also = [], certainty = usual } = {}) => {
    const fixture = [trigger, version, variant].filter((part) => part !== undefined).join(".");
    return { native, format, trigger, also, certainty, fixture, words };
  };
}
