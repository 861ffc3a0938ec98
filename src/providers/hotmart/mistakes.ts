import type { InboundRequest } from "../../core/http-message.ts";
import { textAt } from "../../core/json.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced } from "../misplaced.ts";
import { bodyHottok, HOTTOK_FIELD, HOTTOK_HEADER } from "./hottok.ts";
import { CLONE_ENGINES } from "./notes.ts";
import { readPayload } from "./payload.ts";
import { sign } from "./sign.ts";

/** The hottok in a place where nobody looks (public code); a platform that copies Hotmart's format, hottok included (public code). */
export function* mistakes(request: InboundRequest, credentials: Credentials): Generator<LikelyMistake> {
  yield* misplaced(request, {
    what: HOTTOK_FIELD,
    place: "X-HOTMART-HOTTOK",
    names: [HOTTOK_HEADER, HOTTOK_FIELD],
    put: (call, hottok) => sign(call, new Map([[HOTTOK_FIELD, [new Secret(hottok)]]])),
    sent: (call) => [...call.headerValues(HOTTOK_HEADER), bodyHottok(call)].map((text) => text.trim()).filter((text) => text !== ""),
    accepted: acceptedValues(credentials, HOTTOK_FIELD),
  });
  const engine = engineOf(request);
  if (CLONE_ENGINES.has(engine)) yield { code: "shows-clone", params: { engine } };
}

function engineOf(request: InboundRequest): string {
  const payload = readPayload(request);
  return payload.ok && payload.value.format === "hotmart/1.0.0-form"
    ? (textAt(payload.value.fields, "payment_engine")?.toLowerCase() ?? "")
    : "";
}
