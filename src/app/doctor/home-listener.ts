import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { HOME, ok, unknown, warn } from "./finding.ts";

/** A listener receives for this home. */
export const homeListener: DoctorCheck = {
  id: "home.listener",
  needs: "database",
  judge: ({ home: { isListening }, stores }) => {
    if (isListening === null) return [unknown(HOME, note("doctor.home.listener-unknown"))];
    if (isListening) return [ok(HOME, note("doctor.home.listener"))];
    // Nothing to receive for yet.
    if (stores.length === 0) return [];
    return [warn(HOME, note("doctor.home.listener-none"), ["intg", "listen"])];
  },
};
