import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { CredentialInfo } from "../ports.ts";
import type { DoctorCheck } from "./check.ts";
import { setCredential } from "./commands.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** A rotation is a matter of a day; after so long it was forgotten. */
const FORGOTTEN_MS = 7 * 86_400_000;

/** No secret has an old value that still opens the door long after its successor was set. */
export const storeRotation: DoctorCheck = {
  id: "store.rotation",
  needs: "database",
  judge: ({ stores, now }) =>
    stores.flatMap((store): readonly Verdict[] => {
      const forgotten = [...groupBy(store.values, ({ name }) => name).values()].flatMap((values) => forgottenOf(values, now));
      if (forgotten.length === 0) return [ok(store.subject, note("doctor.store.rotation-ok"))];
      return forgotten.map(({ name, n, sinceMs }) => {
        const next = [...setCredential(store), "--retire", "--secret", name];
        return warn(store.subject, note("doctor.store.rotation-forgotten", { name, n, sinceMs }), next);
      });
    }),
};

/** @param values - of one name, newest first. */
function forgottenOf(values: readonly CredentialInfo[], now: string) {
  const [newest] = values;
  if (newest === undefined || values.length < 2) return [];
  const sinceMs = Date.parse(now) - Date.parse(newest.createdAt);
  return sinceMs > FORGOTTEN_MS ? [{ name: newest.name, n: values.length, sinceMs }] : [];
}
