import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, HOME, ok, unknown, warn } from "./finding.ts";

const MIB = 1024 * 1024;
/** Below this a busy day may fill the disk, and then vendors are answered 503. */
const LEAST = 100 * MIB;
/** What a copy of the database, a rebuild or a purge needs beside it. */
const COMFORTABLE = 500 * MIB;

/** There is room on the disk, also for a second copy of the database. */
export const homeDisk: DoctorCheck = {
  id: "home.disk",
  needs: "machine",
  judge: ({ home: { freeBytes, databaseBytes, hasDatabase } }) => {
    if (!hasDatabase) return [];
    if (freeBytes === null) return [unknown(HOME, note("doctor.home.disk-unknown"))];
    const params = { freeBytes, databaseBytes };
    if (freeBytes < LEAST) return [fail(HOME, note("doctor.home.disk-full", params), ["intg", "purge", "--dry-run"])];
    const isTight = freeBytes < Math.max(COMFORTABLE, databaseBytes);
    return [
      isTight
        ? warn(HOME, note("doctor.home.disk-tight", params), ["intg", "purge", "--dry-run"])
        : ok(HOME, note("doctor.home.disk", params)),
    ];
  },
};
