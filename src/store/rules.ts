import type { Database } from "better-sqlite3";
import type { RuleStore } from "../app/ports.ts";
import type { Condition } from "../core/condition.ts";
import { parseCondition } from "../core/condition-parse.ts";
import { IntgError } from "../core/errors.ts";
import type { ActionCall, Rule } from "../core/rule.ts";
import type { Trigger } from "../core/triggers.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore } from "./errors.ts";

interface RuleRow {
  readonly id: string;
  readonly product: string;
  readonly trigger: Trigger;
  readonly when_text: string | null;
  /** `ActionCall[]` as JSON. */
  readonly actions: string;
}

/** Rules in the order they were added. Conditions are kept as text and parsed on the way out. */
export function createRuleStore(db: Database): RuleStore {
  const change = configurationChange(db);

  const insert = db.prepare<RuleRow>(`
    INSERT INTO rules (id, product, trigger, when_text, actions)
    VALUES (@id, @product, @trigger, @when_text, @actions)`);
  async function add(rule: Rule): Promise<void> {
    change(() => insert.run(ruleRow(rule)));
  }

  const selectAll = db.prepare<[], RuleRow>("SELECT id, product, trigger, when_text, actions FROM rules ORDER BY seq");
  async function list(): Promise<readonly Rule[]> {
    return selectAll.all().map(ruleFromRow);
  }

  const update = db.prepare<RuleRow & { old: string }>(`
    UPDATE rules SET id = @id, product = @product, trigger = @trigger, when_text = @when_text, actions = @actions
    WHERE id = @old AND (id, product, trigger, when_text, actions) IS NOT (@id, @product, @trigger, @when_text, @actions)`);
  async function replace(old: string, rule: Rule): Promise<void> {
    change(() => update.run({ ...ruleRow(rule), old }));
  }

  const deleteOne = db.prepare<{ id: string }>("DELETE FROM rules WHERE id = @id");
  async function remove(id: string): Promise<boolean> {
    return change(() => deleteOne.run({ id }).changes > 0);
  }

  return guardedStore(db, { add, list, replace, remove });
}

function ruleRow({ id, product, trigger, whenText, actions }: Rule): RuleRow {
  return { id, product, trigger, when_text: whenText, actions: JSON.stringify(actions) };
}

function ruleFromRow(row: RuleRow): Rule {
  const { id, product, trigger, when_text: whenText } = row;
  const actions = JSON.parse(row.actions) as readonly ActionCall[];
  return { id, product, trigger, whenText, when: whenText === null ? null : storedCondition(id, whenText), actions };
}

/** A condition is checked before it is kept, so one that no longer parses was written by another version. */
function storedCondition(rule: string, text: string): Condition {
  const parsed = parseCondition(text);
  if (parsed.ok) return parsed.value;
  const { code, at, found, suggestion } = parsed.error;
  throw new IntgError("INTG_BAD_CONDITION", { rule, problem: code, column: at + 1, found, suggestion });
}
