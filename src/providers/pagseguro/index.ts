import type { ProviderAdapter } from "../contract.ts";
import { api } from "./api.ts";
import { TOKEN_HEADER } from "./authenticity.ts";
import { CONFORMANCE } from "./conformance.ts";
import { lookup } from "./lookup.ts";
import { mistakes } from "./mistakes.ts";
import { NATIVE_EVENTS, WORKED_OUT } from "./native-events.ts";
import { normalize } from "./normalize.ts";
import { readPayload } from "./payload.ts";
import { SIGNATURE_HEADER } from "./payload-signature.ts";
import { redact } from "./redact.ts";
import { SECRETS, sampleCredentials } from "./secrets.ts";
import { SENDING } from "./sending.ts";
import { SETUP } from "./setup.ts";
import { sign } from "./sign.ts";
import { setField, vary } from "./vary.ts";
import { verify } from "./verify.ts";

export const pagseguro: ProviderAdapter = {
  id: "pagseguro",
  title: "PagSeguro",
  family: "payments",
  secrets: SECRETS,
  setup: SETUP,
  events: NATIVE_EVENTS,
  workedOut: WORKED_OUT,
  secretHeaders: [TOKEN_HEADER, SIGNATURE_HEADER],
  verify,
  admit: readPayload,
  redact,
  normalize,
  sign,
  sampleCredentials,
  vary,
  setField,
  lookup,
  sending: SENDING,
  conformance: CONFORMANCE,
  mistakes,
  api,
};
