import { CONDITION_FIELDS, type Condition, DISPATCH_FIELDS } from "../../../core/condition.ts";
import type { Texts } from "../../../messages/text.ts";
import type { Input } from "../../input.ts";
import { readCondition } from "../rule/condition.ts";

const FIELDS = [...DISPATCH_FIELDS, ...CONDITION_FIELDS];

/** `--where` as a condition over a dispatch and its event; null without it. */
export function readWhere(input: Input, texts: Texts): Condition | null {
  const text = input.text("where")?.trim();
  return text === undefined ? null : readCondition(text, texts, FIELDS);
}
