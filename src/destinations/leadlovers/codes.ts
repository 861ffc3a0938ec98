import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { CodeField, Intent } from "../contract.ts";

/** A funnel: the panel's Máquina and Funil. */
export interface FunnelCode {
  readonly machine: number;
  readonly funnel: number;
}

/** Where a lead is put: without the level (`Sequência` or `Nível`) it lands out of sequence and gets no e-mail (official). */
export interface SequenceCode extends FunnelCode {
  readonly level: number;
}

/** Up to 15 digits, which a JavaScript number keeps exactly. */
const NUMBER = /^[1-9]\d{0,14}$/;

function numbers(text: string, count: number): readonly number[] | null {
  const parts = text.split("/").map((part) => part.trim());
  return parts.length === count && parts.every((part) => NUMBER.test(part)) ? parts.map(Number) : null;
}

export function readTagCode(text: string): Result<number, Note> {
  const [tag] = numbers(text, 1) ?? [];
  return tag === undefined ? err(note("leadlovers.bad-tag", { given: text })) : ok(tag);
}

export function readFunnelCode(text: string): Result<FunnelCode, Note> {
  const [machine, funnel] = numbers(text, 2) ?? [];
  return machine === undefined || funnel === undefined ? err(note("leadlovers.bad-funnel", { given: text })) : ok({ machine, funnel });
}

export function readSequenceCode(text: string): Result<SequenceCode, Note> {
  const [machine, funnel, level] = numbers(text, 3) ?? [];
  return machine === undefined || funnel === undefined || level === undefined
    ? err(note("leadlovers.bad-sequence", { given: text }))
    : ok({ machine, funnel, level });
}

const TAG: CodeField = {
  object: "tag",
  isRequired: true,
  example: "640001",
  read: (text) => written(readTagCode(text), String),
  asCode: (target) => codeIn(TAG, target),
  queries: ["tags"],
};

const SEQUENCE: CodeField = {
  object: "sequence",
  isRequired: true,
  example: "700001/1500002/1",
  read: (text) => written(readSequenceCode(text), ({ machine, funnel, level }) => `${machine}/${funnel}/${level}`),
  queries: ["machines", "sequences", "levels"],
};

const FUNNEL: CodeField = {
  object: "funnel",
  isRequired: true,
  example: "700001/1500002",
  read: (text) => written(readFunnelCode(text), ({ machine, funnel }) => `${machine}/${funnel}`),
  asCode: (target) => codeIn(FUNNEL, target),
  queries: ["machines", "sequences"],
};

/** leadlovers takes numbers only: a name where a number is needed is the commonest mistake in public code. */
export const CODES: readonly CodeField[] = [TAG, SEQUENCE, FUNNEL];

export function tagOf(intent: Intent): Result<number, Note> {
  return mapped(TAG, intent.target, intent.code, readTagCode);
}

export function funnelOf(intent: Intent): Result<FunnelCode, Note> {
  return mapped(FUNNEL, intent.target, intent.code, readFunnelCode);
}

export function sequenceOf(intent: Intent): Result<SequenceCode, Note> {
  return mapped(SEQUENCE, intent.target, intent.code, readSequenceCode);
}

function mapped<T>(field: CodeField, target: string, given: string | null, read: (code: string) => Result<T, Note>): Result<T, Note> {
  const code = given ?? field.asCode?.(target) ?? null;
  return code === null ? err(note("leadlovers.not-mapped", { object: `${field.object}:${target}`, example: field.example })) : read(code);
}

function codeIn(field: CodeField, target: string): string | null {
  const code = field.read(target);
  return code.ok ? code.value : null;
}

function written<T>(code: Result<T, Note>, text: (code: T) => string): Result<string, Note> {
  return code.ok ? ok(text(code.value)) : code;
}
