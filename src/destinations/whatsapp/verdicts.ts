import type { Note } from "../../core/note.ts";
import type { Verdict } from "../contract.ts";

export function refused(reason: Note): Verdict {
  return { kind: "refused", reason };
}

export function later(reason: Note): Verdict {
  return { kind: "retry", reason };
}

export function uncertain(reason: Note): Verdict {
  return { kind: "uncertain", reason };
}
