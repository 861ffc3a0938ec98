import type { ProviderAdapter } from "../contract.ts";
import { CONFORMANCE } from "./conformance.ts";
import { EVENTS } from "./events.ts";
import { HOMOLOGATION } from "./homologation.ts";
import { mistakes } from "./mistakes.ts";
import { admit, normalize } from "./normalize.ts";
import { SECRETS } from "./secrets.ts";
import { SENDING } from "./sending.ts";
import { SETUP } from "./setup.ts";
import { redact, sampleCredentials, sign } from "./sign.ts";
import { setField, vary } from "./vary.ts";
import { verify } from "./verify.ts";

/** Leads of ZAP Imóveis, Viva Real and OLX imóveis: one HTTP call per lead. */
export const grupozap: ProviderAdapter = {
  id: "grupozap",
  title: "Grupo ZAP",
  family: "leads",
  secrets: SECRETS,
  setup: SETUP,
  events: EVENTS,
  secretHeaders: ["authorization"],
  verify,
  admit,
  redact,
  normalize,
  sign,
  sampleCredentials,
  vary,
  setField,
  sending: SENDING,
  conformance: CONFORMANCE,
  homologation: HOMOLOGATION,
  mistakes,
};
