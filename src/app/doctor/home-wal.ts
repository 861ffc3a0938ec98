import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { HOME, ok, warn } from "./finding.ts";

/** The log is emptied every 250 pages, a megabyte; it grows like this only while somebody keeps reading from its beginning. */
const MUCH = 64 * 1024 * 1024;

/** The write-ahead log is short. */
export const homeWal: DoctorCheck = {
  id: "home.wal",
  needs: "database",
  judge: ({ home: { walBytes } }) => [
    walBytes < MUCH
      ? ok(HOME, note("doctor.home.wal", { walBytes }))
      : warn(HOME, note("doctor.home.wal-long", { walBytes }), ["intg", "doctor", "--only", "home.wal"]),
  ],
};
