import { note } from "../../core/note.ts";
import { acceptedValues } from "../../core/secret.ts";
import type { DoctorCheck } from "./check.ts";
import { setCredential, storeFlag } from "./commands.ts";
import type { StoreFacts } from "./facts.ts";
import { fail, ok, unknown, type Verdict, warn } from "./finding.ts";

/** A value that calls are verified with is kept, and every kept value looks as the vendor's do. */
export const storeCredential: DoctorCheck = {
  id: "store.credential",
  needs: "database",
  judge: ({ stores }) => stores.flatMap(judgeStore),
};

function judgeStore(store: StoreFacts): readonly Verdict[] {
  const { subject, adapter, credentials } = store;
  if (adapter === undefined) return [unknown(subject, note("doctor.store.unknown-provider", { provider: store.provider }))];
  if (credentials === null) return [unknown(subject, note("doctor.store.credential-closed"))];
  const verifying = adapter.secrets.filter(({ verifies }) => verifies);
  const [first] = verifying;
  if (first !== undefined && verifying.every(({ name }) => acceptedValues(credentials, name).length === 0)) {
    const names = verifying.map(({ name }) => name).join(", ");
    const where = note("doctor.where", { name: first.name, title: adapter.title, where: first.whereToFind });
    return [fail(subject, note("doctor.store.credential-missing", { names }), setCredential(store), where)];
  }
  const odd = adapter.secrets.flatMap(({ name, check, whereToFind }) =>
    acceptedValues(credentials, name).flatMap((value) =>
      check(value.reveal(), credentials).map((advice) => ({ name, advice, whereToFind })),
    ),
  );
  if (odd.length === 0) return [ok(subject, note("doctor.store.credential-ok", { n: store.values.length }))];
  const next = ["intg", "credential", "check", adapter.id, ...storeFlag(store.store)];
  return odd.map(({ name, advice }) => warn(subject, note("doctor.store.credential-odd", { name }), next, advice));
}
