import { access } from "./access.ts";
import { common } from "./common.ts";
import { completion } from "./completion.ts";
import { contact } from "./contact.ts";
import { errors } from "./errors.ts";
import { event } from "./event.ts";
import { explain } from "./explain.ts";
import { help } from "./help.ts";
import { listen } from "./listen.ts";
import { notes } from "./notes.ts";
import { simulate } from "./simulate.ts";
import { trace } from "./trace.ts";

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
  ...event,
  ...explain,
  ...help,
  ...trace,
} as const;
