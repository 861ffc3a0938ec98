import { note } from "../../core/note.ts";
import { objectKey } from "../destinations/account.ts";
import type { DoctorCheck } from "./check.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** Everything that rules do there has its code: what has none is refused when its day comes. */
export const destinationCodes: DoctorCheck = {
  id: "destination.codes",
  needs: "database",
  judge: ({ destinations }) =>
    destinations
      .filter(({ carrier }) => carrier !== undefined && carrier.kind.codes.length > 0)
      .flatMap(({ registered: { name }, unmapped }): readonly Verdict[] => {
        const subject = { kind: "destination", destination: name } as const;
        if (unmapped.length === 0) return [ok(subject, note("doctor.destination.codes-ok"))];
        return unmapped.map((object) => {
          const key = objectKey(object);
          const text = note("doctor.destination.code-missing", { object: key, rules: object.rules.join(", ") });
          return warn(subject, text, ["intg", "destination", "map", name, key, "CODE"]);
        });
      }),
};
