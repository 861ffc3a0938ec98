import type { AuditEntry, Store } from "../../../app/ports.ts";
import { findPerson, identifierTexts } from "../../../app/privacy/person.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { viewOf } from "../../view/view.ts";

const MOST = 10_000;

export const command: CommandModule = {
  define(command, texts) {
    command.option("--who <contact>", texts("audit.list.option.who")).option("--limit <number>", texts("audit.list.option.limit"), "50");
  },
  async run(context, input) {
    const { out, texts } = context;
    const view = viewOf(context);
    const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
    const store = await context.store();
    const subjects = await subjectsOf(input.text("who"), store);
    const lines = await store.privacy.audits({ limit, ...(subjects === undefined ? {} : { subjects }) });
    if (out.json) return out.document(lines.map(({ number, at, kind, counts, details }) => ({ number, at, kind, counts, details })));
    const head = (["number", "at", "kind", "counts"] as const).map((name) => texts(`audit.column.${name}`));
    const rows = lines.map((line) => [String(line.number), view.local(line.at), texts(`audit.kind.${line.kind}`), howMuch(line)]);
    await out.table(head, rows, texts("audit.list.empty"));
  },
};

async function subjectsOf(who: string | undefined, store: Store): Promise<readonly string[] | undefined> {
  if (who === undefined) return undefined;
  return store.privacy.fingerprints(identifierTexts((await findPerson(store, who)).identifiers));
}

/** Counts by the names of tables and classes, and what was asked for: the same in every language. What there was none of is left out. */
function howMuch({ counts, details }: AuditEntry): string {
  const some = Object.entries(counts).filter(([, n]) => n > 0);
  const asked = Object.entries(details).filter(([name]) => name !== "class");
  return printable([...some.map(([name, n]) => `${name} ${n}`), ...asked.map(([name, value]) => `${name}=${value}`)].join(", "));
}
