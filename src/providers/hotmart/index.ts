import type { ProviderAdapter } from "../contract.ts";
import { api } from "./api.ts";
import { CONFORMANCE } from "./conformance.ts";
import { HOTTOK_HEADER } from "./hottok.ts";
import { mistakes } from "./mistakes.ts";
import { NATIVE_EVENTS } from "./native-events.ts";
import { normalize } from "./normalize.ts";
import { readPayload } from "./payload.ts";
import { redact } from "./redact.ts";
import { SECRETS } from "./secrets.ts";
import { SENDING } from "./sending.ts";
import { SETUP } from "./setup.ts";
import { sampleCredentials, sign } from "./sign.ts";
import { setField, vary } from "./vary.ts";
import { verify } from "./verify.ts";

export const hotmart: ProviderAdapter = {
  id: "hotmart",
  title: "Hotmart",
  family: "payments",
  secrets: SECRETS,
  setup: SETUP,
  events: NATIVE_EVENTS,
  secretHeaders: [HOTTOK_HEADER],
  verify,
  admit: readPayload,
  redact,
  normalize,
  sign,
  sampleCredentials,
  vary,
  setField,
  sending: SENDING,
  conformance: CONFORMANCE,
  mistakes,
  api,
};
