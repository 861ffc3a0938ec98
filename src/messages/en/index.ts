import { access } from "./access.ts";
import { advertiser } from "./advertiser.ts";
import { capabilities } from "./capabilities.ts";
import { capture } from "./capture.ts";
import { checks } from "./checks.ts";
import { common } from "./common.ts";
import { completion } from "./completion.ts";
import { configFile } from "./config-file.ts";
import { conform } from "./conform.ts";
import { conformChecks } from "./conform-checks.ts";
import { contact } from "./contact.ts";
import { credential } from "./credential.ts";
import { destination } from "./destination.ts";
import { destinationKinds } from "./destination-kinds.ts";
import { destinationLeadlovers } from "./destination-leadlovers.ts";
import { destinationWhatsapp } from "./destination-whatsapp.ts";
import { dispatch } from "./dispatch.ts";
import { doctor } from "./doctor.ts";
import { errors } from "./errors.ts";
import { event } from "./event.ts";
import { expect } from "./expect.ts";
import { explain } from "./explain.ts";
import { exporting } from "./export.ts";
import { facts } from "./facts.ts";
import { help } from "./help.ts";
import { init } from "./init.ts";
import { listen } from "./listen.ts";
import { listing } from "./listing.ts";
import { notes } from "./notes.ts";
import { outbound } from "./outbound.ts";
import { preset } from "./preset.ts";
import { privacy } from "./privacy.ts";
import { product } from "./product.ts";
import { progress } from "./progress.ts";
import { reconcile } from "./reconcile.ts";
import { recordings } from "./recordings.ts";
import { refusal } from "./refusal.ts";
import { replay } from "./replay.ts";
import { report } from "./report.ts";
import { rule } from "./rule.ts";
import { ruleTest } from "./rule-test.ts";
import { scenarios } from "./scenarios.ts";
import { secrets } from "./secrets.ts";
import { selling } from "./selling.ts";
import { sender } from "./sender.ts";
import { sending } from "./sending.ts";
import { setup } from "./setup.ts";
import { simulate } from "./simulate.ts";
import { states } from "./states.ts";
import { story } from "./story.ts";
import { template } from "./template.ts";
import { trace } from "./trace.ts";
import { eduzz } from "./vendor-eduzz.ts";
import { monetizze } from "./vendor-monetizze.ts";
import { pagseguro } from "./vendor-pagseguro.ts";
import { payt } from "./vendor-payt.ts";
import { yaml } from "./yaml.ts";

/** English, the model of every other language. */
export const en = {
  ...common,
  ...errors,
  ...notes,
  ...listen,
  ...simulate,
  ...access,
  ...completion,
  ...contact,
  ...destinationKinds,
  ...event,
  ...explain,
  ...help,
  ...trace,
  ...advertiser,
  ...capabilities,
  ...credential,
  ...destination,
  ...destinationLeadlovers,
  ...destinationWhatsapp,
  ...dispatch,
  ...outbound,
  ...sending,
  ...exporting,
  ...listing,
  ...preset,
  ...product,
  ...rule,
  ...secrets,
  ...template,
  ...monetizze,
  ...eduzz,
  ...pagseguro,
  ...payt,
  ...replay,
  ...recordings,
  ...ruleTest,
  ...story,
  ...sender,
  ...conform,
  ...conformChecks,
  ...expect,
  ...facts,
  ...refusal,
  ...yaml,
  ...progress,
  ...checks,
  ...states,
  ...scenarios,
  ...selling,
  ...capture,
  ...privacy,
  ...reconcile,
  ...report,
  ...doctor,
  ...configFile,
  ...setup,
  ...init,
} as const;
