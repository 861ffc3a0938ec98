import type { DoctorCheck } from "../../app/doctor/check.ts";
import type { Context } from "../context.ts";

/** The checks with what each looks at, without making any. */
export async function printDoctorChecks(checks: readonly DoctorCheck[], { out, texts }: Pick<Context, "out" | "texts">): Promise<void> {
  const rows = checks.map(({ id }) => ({ id, group: id.split(".")[0] ?? id, looksAt: texts.maybe(`doctor.check.${id}`) ?? id }));
  if (out.json) return out.document(rows);
  await out.table(
    [texts("doctor.head.check"), texts("doctor.head.looks-at")],
    rows.map(({ id, looksAt }) => [id, looksAt]),
    texts("doctor.nothing"),
  );
}
