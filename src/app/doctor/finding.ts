import type { Note } from "../../core/note.ts";
import type { Rule } from "../../core/rule.ts";
import type { Trigger } from "../../core/triggers.ts";

/** How something stands: red is `fail`, yellow `warn`; `unknown` could not be looked at. */
export const LEVELS = ["ok", "warn", "fail", "unknown"] as const;
export type Level = (typeof LEVELS)[number];

/** What a finding is about. */
export type Subject =
  | { readonly kind: "store"; readonly provider: string; readonly store: string }
  | { readonly kind: "product"; readonly product: string }
  /** Of a rule that was removed since, product and trigger are not known: empty, and null. */
  | { readonly kind: "rule"; readonly rule: string; readonly product: string; readonly trigger: Trigger | null }
  | { readonly kind: "destination"; readonly destination: string }
  | { readonly kind: "home" };

export const SUBJECT_KINDS = ["store", "product", "rule", "destination", "home"] as const satisfies readonly Subject["kind"][];

/** What one check found of one subject. */
export interface Verdict {
  readonly level: Level;
  readonly subject: Subject;
  /** What was found. Of the params, those in `...At` are instants, in `...Ms` stretches of time, in `...Bytes` sizes. */
  readonly note: Note;
  /** What to run about it, word by word; a word in capitals stands for what only the operator knows. Null when all is well. */
  readonly next: readonly string[] | null;
  /** What to do that no command does: where in the vendor's panel to look. */
  readonly advice: Note | null;
}

export interface Finding extends Verdict {
  /** Id of the check, `store.credential`: stable. */
  readonly id: string;
}

export const HOME: Subject = { kind: "home" };

export function ruleSubject({ id, product, trigger }: Pick<Rule, "id" | "product" | "trigger">): Subject {
  return { kind: "rule", rule: id, product, trigger };
}

export function ok(subject: Subject, note: Note): Verdict {
  return { level: "ok", subject, note, next: null, advice: null };
}

export function warn(subject: Subject, note: Note, next: readonly string[] | null, advice: Note | null = null): Verdict {
  return { level: "warn", subject, note, next, advice };
}

export function fail(subject: Subject, note: Note, next: readonly string[] | null, advice: Note | null = null): Verdict {
  return { level: "fail", subject, note, next, advice };
}

export function unknown(subject: Subject, note: Note, next: readonly string[] | null = null): Verdict {
  return { level: "unknown", subject, note, next, advice: null };
}

/** A text that names the subject, `hotmart/default`; unique among its kind. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case "store":
      return `${subject.provider}/${subject.store}`;
    case "product":
      return subject.product;
    case "rule":
      return subject.rule;
    case "destination":
      return subject.destination;
    case "home":
      return "home";
    default:
      return subject satisfies never;
  }
}
