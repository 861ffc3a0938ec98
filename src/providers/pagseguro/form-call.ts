import type { FormFields, InboundRequest } from "../../core/http-message.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";

/** Types of a classic notification, lower case: the vendor's own Java SDK compares them without case (official). */
export type ClassicType = "transaction" | "preapproval" | "applicationauthorization";

/** `notificationCode` and `notificationType`, in any order: which document to ask for, and nothing about it (official). */
export interface ClassicCall {
  readonly format: "pagseguro/classic";
  readonly code: string;
  /** Null for a type that nobody knows. */
  readonly type: ClassicType | null;
  /** As sent. */
  readonly typeText: string;
}

/** The format before 2011, `TransacaoID` and `StatusTransacao`; it was proved by posting it back, which no longer exists. */
export interface NpiCall {
  readonly format: "pagseguro/npi";
  readonly transaction: string;
  readonly status: string;
}

/** 6-12-12-6 hexadecimal digits (official example). */
const USUAL_CODE = /^[0-9a-f]{6}-[0-9a-f]{12}-[0-9a-f]{12}-[0-9a-f]{6}$/i;
/** The length of other codes is documented nowhere; what can be no code must not end up in a path. */
const POSSIBLE_CODE = /^[0-9a-f][0-9a-f-]{7,63}$/i;

const TYPES: readonly ClassicType[] = ["transaction", "preapproval", "applicationauthorization"];

/** The notification in a form body. */
export function formCall(request: InboundRequest): Result<ClassicCall | NpiCall, Rejection> {
  const form = request.form();
  if (!form.ok) {
    const contentType = request.headerValues("content-type").join().toLowerCase();
    return err({ code: contentType.includes("form") ? "body.not-form" : "body.not-json" });
  }
  const call = classicCall(form.value) ?? npiCall(form.value);
  return call === null ? err({ code: "body.not-recognised" }) : ok(call);
}

export function isUsualCode(code: string): boolean {
  return USUAL_CODE.test(code);
}

function classicCall(form: FormFields): ClassicCall | null {
  const code = field(form, "notificationCode");
  const typeText = field(form, "notificationType");
  if (!POSSIBLE_CODE.test(code) || typeText === "") return null;
  const type = TYPES.find((known) => known === typeText.toLowerCase()) ?? null;
  return { format: "pagseguro/classic", code, type, typeText };
}

function npiCall(form: FormFields): NpiCall | null {
  const transaction = field(form, "TransacaoID");
  const status = field(form, "StatusTransacao");
  return transaction === "" || status === "" ? null : { format: "pagseguro/npi", transaction, status };
}

function field(form: FormFields, name: string): string {
  return form.get(name)?.trim() ?? "";
}
