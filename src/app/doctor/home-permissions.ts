import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, HOME, ok, unknown, warn } from "./finding.ts";

/** Nobody else on the machine can read the home, the calls in it, and above all its key. */
export const homePermissions: DoctorCheck = {
  id: "home.permissions",
  needs: "machine",
  judge: ({ home: { exposed, hasDatabase } }) => {
    if (exposed === null) return [unknown(HOME, note("doctor.home.permissions-unknown"))];
    if (exposed.length === 0) return hasDatabase ? [ok(HOME, note("doctor.home.permissions"))] : [];
    return exposed.map(({ path, mode, wanted }) => {
      const found = note("doctor.home.exposed", { path, mode, wanted });
      const next = ["chmod", wanted, path];
      // A folder that others may look into holds files that they may not read.
      return wanted === "0700" ? warn(HOME, found, next) : fail(HOME, found, next);
    });
  },
};
