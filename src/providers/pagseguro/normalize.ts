import type { EventFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { keysOf } from "../event-keys.ts";
import { readDocument } from "./document.ts";
import { factsOf, noTrigger, unreadableDocument } from "./facts.ts";
import { type ClassicCall, isUsualCode, type NpiCall } from "./form-call.ts";
import { chargebackEvent } from "./normalize-chargeback.ts";
import { saleEvents } from "./normalize-orders.ts";
import { preApprovalEvent } from "./normalize-pre-approval.ts";
import { recurringEvent } from "./normalize-recurring.ts";
import { transactionEvents } from "./normalize-transaction.ts";
import { type OrdersCall, readPayload } from "./payload.ts";
import { redact } from "./redact.ts";
import { completedCharge, type Sale, saleInBody, saleInDocument } from "./sale.ts";

export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const payload = readPayload(request);
  if (!payload.ok) return payload;
  const call = payload.value;
  switch (call.format) {
    case "pagseguro/classic":
      return ok(classicEvents(call, context));
    case "pagseguro/npi":
      return ok([npiEvent(call)]);
    case "pagseguro/orders":
      return ok(ordersEvents(request, call, context));
    case "pagseguro/recurring":
      return ok([recurringEvent(request, call, context)]);
    default:
      return call satisfies never;
  }
}

/** A notification tells nothing until PagSeguro has been asked. */
function classicEvents(call: ClassicCall, context: NormalizeContext): readonly EventFacts[] {
  if (context.document === undefined || call.type === "applicationauthorization" || call.type === null) return [unasked(call)];
  const document = readDocument(context.document);
  if (document?.kind === "transaction") return transactionEvents(call, document.element, context);
  if (document?.kind === "preApproval") return [preApprovalEvent(call, document.element, context)];
  return [unreadableDocument(call.format, call.typeText, keysOfCode(call))];
}

/** Nothing is asked about an authorisation: it is no sale, and it would take the credentials of a marketplace application. */
function unasked(call: ClassicCall): EventFacts {
  return factsOf(call.format, {
    trigger: "unknown",
    nativeEvent: call.typeText,
    nativeId: call.code,
    keys: keysOfCode(call),
    notes: [
      ...(call.type === "applicationauthorization" ? noTrigger(call.typeText) : []),
      ...(isUsualCode(call.code) ? [] : [note("pagseguro.code-unusual", { length: call.code.length })]),
    ],
  });
}

/** Only while nothing else is known: what is found under a code may have moved on when it is asked for again. */
function keysOfCode({ code }: ClassicCall): readonly string[] {
  return [`notification:${code.toUpperCase()}`];
}

function npiEvent({ format, transaction, status }: NpiCall): EventFacts {
  return factsOf(format, {
    trigger: "unknown",
    nativeEvent: "NPI",
    nativeStatus: status,
    nativeId: transaction,
    keys: [`npi:${transaction}:${status}`],
    notes: [...noTrigger("NPI"), note("pagseguro.npi-unsupported")],
  });
}

function ordersEvents(request: InboundRequest, call: OrdersCall, context: NormalizeContext): readonly EventFacts[] {
  if (call.kind === "chargeback") return [chargebackEvent(request, call.body)];
  const sale = saleOf(call, call.kind, context);
  return sale === null ? [unreadableDocument(call.format, call.kind, keysOf(request, redact, []))] : saleEvents(request, sale, context);
}

/** Of a hint, only the answer is believed; a genuine charge is completed by it, and everything else speaks for itself. */
function saleOf(call: OrdersCall, kind: Sale["kind"], { document: answer, isHint }: NormalizeContext): Sale | null {
  const document = answer === undefined ? null : readDocument(answer);
  if (isHint === true) return document === null ? null : saleInDocument(call, document);
  if (kind === "charge" && document !== null) return completedCharge(call.body, document);
  return saleInBody(kind, call.body);
}
