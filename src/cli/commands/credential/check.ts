import { checkCredentials } from "../../../app/describe-account.ts";
import { EXIT_CODES } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineAccount, readAccount } from "./account.ts";

export const command: CommandModule = {
  define: defineAccount,
  async run({ out, texts, ...context }, input) {
    const account = readAccount(input, texts);
    const checked = await checkCredentials(await context.store(), account);
    const shown = checked.map(({ notes, ...secret }) => ({
      ...secret,
      looksRight: notes.length === 0,
      notes: notes.map((note) => printable(texts.ofNote(note))),
    }));
    if (shown.some((secret) => !secret.looksRight)) context.fail(EXIT_CODES.check);
    if (out.json) return out.document(shown);
    const head = [texts("column.secret"), texts("column.fingerprint"), texts("column.looks")];
    const verdict = (notes: readonly string[]) =>
      notes.length === 0 ? out.style.green(texts("credential.check.right")) : out.style.yellow(notes.join("; "));
    await out.table(
      head,
      shown.map(({ name, fingerprint, notes }) => [name, fingerprint, verdict(notes)]),
      "",
    );
    out.say(texts("credential.check.only-form", { title: account.provider.title }));
  },
};
