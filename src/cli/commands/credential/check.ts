import { checkCredentials } from "../../../app/describe-account.ts";
import { type Trial, tryCredentials } from "../../../app/try-credentials.ts";
import { EXIT_CODES } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import { printable } from "../../printable.ts";
import { defineAccount, readAccount } from "./account.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineAccount(command, texts);
    command.option("--offline", texts("credential.check.option.offline"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const account = readAccount(input, texts);
    const { title } = account.provider;
    const store = await context.store();
    const checked = await checkCredentials(store, account);
    const shown = checked.map(({ notes, ...secret }) => ({
      ...secret,
      looksRight: notes.length === 0,
      notes: notes.map((note) => printable(texts.ofNote(note))),
    }));
    const fail = () => context.fail(EXIT_CODES.check);
    if (shown.some((secret) => !secret.looksRight)) fail();
    if (!out.json) await showForms(shown, context);
    const trial = input.flag("offline") ? null : await tryCredentials(store, account, context);
    if (trial?.kind === "refused") fail();
    if (out.json) return out.document(shown.map((secret) => ({ ...secret, ...outcomeOf(secret.name, trial, context) })));
    showTrial(trial, title, context);
  },
};

async function showForms(
  shown: readonly { readonly name: string; readonly fingerprint: string; readonly notes: readonly string[] }[],
  { out, texts }: Context,
): Promise<void> {
  const head = [texts("column.secret"), texts("column.fingerprint"), texts("column.looks")];
  const verdict = (notes: readonly string[]) =>
    notes.length === 0 ? out.style.green(texts("credential.check.right")) : out.style.yellow(notes.join("; "));
  await out.table(
    head,
    shown.map(({ name, fingerprint, notes }) => [name, fingerprint, verdict(notes)]),
    "",
  );
}

/** What the vendor said of one secret; null where it did not, or was not asked. */
function outcomeOf(name: string, trial: Trial | null, { texts }: Context): { accepted: boolean | null; answer: readonly string[] } {
  if (trial === null || (trial.kind !== "accepted" && trial.kind !== "refused")) return { accepted: null, answer: [] };
  if (!trial.used.includes(name)) return { accepted: null, answer: [] };
  const answer = trial.notes.map((note) => printable(texts.ofNote(note)));
  if (trial.kind === "accepted") return { accepted: true, answer };
  // One that the answer does not point at is neither right nor wrong.
  const isBlamed = trial.wrong.length === 0 || trial.wrong.includes(name);
  return { accepted: isBlamed ? false : null, answer };
}

function showTrial(trial: Trial | null, title: string, { out, texts }: Context): void {
  switch (trial?.kind) {
    case undefined:
      out.say(texts("credential.check.offline"));
      break;
    case "no-api":
      out.say(texts("credential.check.no-api", { title }));
      break;
    case "not-tried":
      out.say(texts("credential.check.not-tried", { title, names: trial.missing.join(", "), n: trial.missing.length }));
      break;
    case "accepted":
    case "refused": {
      const { kind, used, host, wrong, notes } = trial;
      const head = texts(`credential.check.${kind}`, { title, names: used.join(", "), host });
      out.line("");
      out.line(kind === "accepted" ? `${out.style.green("✓")} ${head}` : `${out.style.red("✗")} ${head}`);
      const pointed = wrong.length === 0 ? [] : [texts("credential.check.wrong", { names: wrong.join(", ") })];
      for (const line of [...pointed, ...notes.map((note) => texts.ofNote(note))]) out.line(`    ${printable(line)}`);
      break;
    }
    default:
      trial satisfies never;
  }
}
