import { Readable } from "node:stream";
import { applyFile, planFile } from "../../src/app/config-file/apply.ts";
import { SECTIONS } from "../../src/app/config-file/document.ts";
import type { ConfigPlan } from "../../src/app/config-file/plan.ts";
import type { Store } from "../../src/app/ports.ts";
import { readConfigFile } from "../../src/cli/config-file/read.ts";
import { fetchReferences } from "../../src/cli/config-file/references.ts";
import { configText } from "../../src/cli/config-file/write.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import { IntgError } from "../../src/core/errors.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { fingerprintOf } from "../../src/shared/fingerprint.ts";

export const TEXTS = createTexts(en);
/** Variables that files of tests name, with invented values. */
export const ENV = { HOTTOK: "invented-hottok", OTHER: "invented-other", CRM: "whsec_aW52ZW50ZWQtd2ViaG9vay1zZWNyZXQtMDAwMQ==" };

const IDS = createIds(systemClock);

export interface ApplyWishes {
  readonly prune?: boolean;
  readonly isDry?: boolean;
  readonly keepsSecrets?: boolean;
  readonly agreed?: ConfigPlan;
  readonly env?: Readonly<Record<string, string>>;
}

/** Applies a file as the command does, from standard input. */
export async function applyText(store: Store, text: string, wishes: ApplyWishes = {}): Promise<ConfigPlan> {
  const { prune = false, isDry = false, keepsSecrets = false, agreed = null, env = ENV } = wishes;
  const io = { stdin: Readable.from([Buffer.from(text)]), env } as never;
  const file = await readConfigFile("-", { io, texts: TEXTS });
  const references = keepsSecrets ? new Map() : await fetchReferences(file.document, ".", { io, texts: TEXTS });
  const { unread, nameOf, textOf } = file;
  const options = { prune, keepsSecrets, references, unread, nameOf, textOf, fingerprintOf, ids: IDS };
  const preview = await planFile(store, systemClock, file.document, options);
  if (!preview.ok || file.problems.length > 0) throw file.error(preview.ok ? [] : preview.error);
  if (isDry) return preview.value;
  const done = await applyFile(store, systemClock, file.document, options, agreed);
  if (!done.ok) throw file.error(done.error);
  return done.value;
}

/** What is wrong with a file, `3:5  such and such`. */
export async function faultsOf(store: Store, text: string, wishes: ApplyWishes = {}): Promise<readonly string[]> {
  try {
    await applyText(store, text, wishes);
  } catch (error) {
    if (!(error instanceof IntgError) || error.code !== "INTG_YAML_INVALID") throw error;
    return error.problems.map((problem) => TEXTS.ofNote(problem).replace(/^stdin:/, ""));
  }
  return [];
}

/** A home as a file. */
export async function dumpText(store: Store): Promise<string> {
  let text = "";
  for await (const chunk of configText(store, { sections: SECTIONS, schema: "config.json" }, TEXTS)) text += chunk;
  return text;
}

/** `~ curso-x: price 197.00 > 247.00` */
export function planLines({ changes }: ConfigPlan): readonly string[] {
  return changes.map(({ what, name, fields }) => {
    const mark = { add: "+", change: "~", remove: "-" }[what];
    const told = fields.map(({ name: field, from, to }) => `${field} ${from ?? ""} > ${to ?? ""}`);
    return [`${mark} ${name}`, ...(told.length === 0 ? [] : [told.join("; ")])].join(": ");
  });
}
