import type { Store } from "../../app/ports.ts";
import { type PurgeWish, policyWishes, wishOf } from "../../app/privacy/purge.ts";
import { durationMs } from "../../core/duration.ts";
import { IntgError } from "../../core/errors.ts";
import type { Instant } from "../../core/instant.ts";
import { RETENTION_CLASSES, type RetentionClass } from "../../core/retention.ts";
import type { Texts } from "../../messages/text.ts";
import type { Input } from "../input.ts";

const FOREVER = "forever";

/** One `--keep calls=180d`; null for ever. */
export interface Keeping {
  readonly what: RetentionClass;
  readonly keep: string | null;
}

export function readKeepings(input: Input, texts: Texts): readonly Keeping[] {
  return input.list("keep").map((text) => {
    const [name = "", age = ""] = text.split("=");
    const what = RETENTION_CLASSES.find((known) => known === name.trim());
    const keep = age.trim().toLowerCase();
    if (what === undefined || (keep !== FOREVER && durationMs(keep) === null)) {
      throw input.badValue("keep", text, texts("purge.expected.keep", { classes: RETENTION_CLASSES.join(", ") }));
    }
    return { what, keep: keep === FOREVER ? null : keep };
  });
}

/**
 * What is to be purged: by flags, else by the home's policy.
 *
 * @throws INTG_NO_POLICY, INTG_BAD_VALUE
 */
export async function readWishes(input: Input, store: Store, now: Instant, texts: Texts): Promise<readonly PurgeWish[]> {
  const keepings = readKeepings(input, texts);
  const what = input.oneOf("class", RETENTION_CLASSES);
  const age = input.text("olderThan");
  if (age !== undefined && what === undefined) {
    throw new IntgError("INTG_USAGE", { detail: texts("purge.older-needs-class"), command: input.command });
  }
  if (what !== undefined && age !== undefined) {
    const wish = wishOf(what, age, now);
    if (wish === null) throw input.badValue("olderThan", age, texts("purge.expected.age"));
    return [wish];
  }
  const said = keepings.flatMap(({ what: one, keep }) => (keep === null ? [] : (wishOf(one, keep, now) ?? [])));
  const wishes = keepings.length > 0 ? said : await policyWishes(store, now);
  const asked = wishes.filter((wish) => what === undefined || wish.what === what);
  if (asked.length === 0) throw new IntgError("INTG_NO_POLICY");
  return asked;
}
