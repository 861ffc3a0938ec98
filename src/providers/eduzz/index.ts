import type { ProviderAdapter } from "../contract.ts";
import { isAddressCheck } from "./address-check.ts";
import { api } from "./api.ts";
import { CONFORMANCE } from "./conformance.ts";
import { mistakes } from "./mistakes.ts";
import { NATIVE_EVENTS, WORKED_OUT } from "./native-events.ts";
import { normalize } from "./normalize.ts";
import { readPayload } from "./payload.ts";
import { redact } from "./redact.ts";
import { SIGNATURE_HEADER } from "./secret-places.ts";
import { SECRETS } from "./secrets.ts";
import { SENDING } from "./sending.ts";
import { sentAt } from "./sent-at.ts";
import { SETUP } from "./setup.ts";
import { sampleCredentials, sign } from "./sign.ts";
import { setField, vary } from "./vary.ts";
import { verify } from "./verify.ts";

export const eduzz: ProviderAdapter = {
  id: "eduzz",
  title: "Eduzz",
  family: "payments",
  secrets: SECRETS,
  setup: SETUP,
  events: NATIVE_EVENTS,
  workedOut: WORKED_OUT,
  secretHeaders: [SIGNATURE_HEADER],
  verify,
  admit: readPayload,
  redact,
  normalize,
  sign,
  sentAt,
  sampleCredentials,
  vary,
  setField,
  isAddressCheck,
  sending: SENDING,
  conformance: CONFORMANCE,
  mistakes,
  api,
};
