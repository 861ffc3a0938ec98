import { access } from "./access.ts";
import { advertiser } from "./advertiser.ts";
import { capabilities } from "./capabilities.ts";
import { common } from "./common.ts";
import { completion } from "./completion.ts";
import { contact } from "./contact.ts";
import { credential } from "./credential.ts";
import { destination } from "./destination.ts";
import { destinationKinds } from "./destination-kinds.ts";
import { destinationLeadlovers } from "./destination-leadlovers.ts";
import { destinationWhatsapp } from "./destination-whatsapp.ts";
import { dispatch } from "./dispatch.ts";
import { errors } from "./errors.ts";
import { event } from "./event.ts";
import { explain } from "./explain.ts";
import { exporting } from "./export.ts";
import { help } from "./help.ts";
import { listen } from "./listen.ts";
import { listing } from "./listing.ts";
import { notes } from "./notes.ts";
import { outbound } from "./outbound.ts";
import { preset } from "./preset.ts";
import { product } from "./product.ts";
import { rule } from "./rule.ts";
import { secrets } from "./secrets.ts";
import { sending } from "./sending.ts";
import { simulate } from "./simulate.ts";
import { template } from "./template.ts";
import { trace } from "./trace.ts";
import { eduzz } from "./vendor-eduzz.ts";
import { monetizze } from "./vendor-monetizze.ts";
import { pagseguro } from "./vendor-pagseguro.ts";
import { payt } from "./vendor-payt.ts";

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
} as const;
