import { IntgError } from "../../core/errors.ts";
import { isPrivateHost } from "../../core/private-host.ts";
import type { Homologation } from "../../providers/conformance.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { replaceFile } from "../../shared/replace-file.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { printable } from "../printable.ts";

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The message that asks a vendor to test an endpoint, and where it goes. */
export interface Letter {
  readonly to: Homologation["to"];
  readonly subject: string;
  readonly text: string;
  /** Of the endpoint. */
  readonly host: string;
  /** Null for standard output. */
  readonly file: string | null;
}

/**
 * The message of `--message`, with everything that it has to say; null where none is wished for. Before any call is made, so
 * that nobody learns at the end of a run what was missing.
 *
 * @throws INTG_MISSING_VALUE
 */
export function readLetter(provider: ProviderAdapter, url: string, { texts }: Context, input: Input): Letter | null {
  const file = input.text("message");
  if (file === undefined && !input.flag("message")) return null;
  const { homologation } = provider;
  if (homologation === undefined) {
    const known = PROVIDERS.filter((one) => one.homologation !== undefined).map(({ id }) => id);
    throw input.badValue("message", provider.id, texts("conform.message-for", { known: known.join(", ") }));
  }
  if (input.list("only").length > 0) throw input.badValue("message", "--only", texts("conform.message-of-all"));
  const contact = required(input, "contact", texts("conform.no-contact"));
  if (!MAIL.test(contact)) throw input.badValue("contact", contact, "name@example.com");
  const applicant = {
    endpoint: url,
    crm: required(input, "crm", texts("conform.no-crm")),
    listing: required(input, "listing", texts("conform.no-listing")),
    contact,
  };
  return { to: homologation.to, ...homologation.letter(applicant), host: new URL(url).hostname, file: file ?? null };
}

function required(input: Input, name: string, what: string): string {
  // In one line: a second one would be another line of the mail's head.
  const value = printable((input.text(name) ?? "").replace(/\s+/g, " ").trim());
  if (value === "") throw new IntgError("INTG_MISSING_VALUE", { what, flag: `--${name}` });
  return value;
}

/** The message as it can be pasted into a mail: head, empty line, text. */
export function mailText({ to, subject, text }: Letter): string {
  return [`Para: ${to.map(({ value }) => value).join(", ")}`, `Assunto: ${subject}`, "", text].join("\n");
}

/** Writes the message to its file, or to standard output below the report; says to whom it goes and how sure that is. */
export async function writeLetter(letter: Letter, { title }: ProviderAdapter, { out, texts }: Context): Promise<void> {
  const { file, host } = letter;
  if (file !== null) {
    await replaceFile(file, once(mailText(letter)));
    out.say(texts("conform.message-written", { file }));
  } else if (!out.json) out.line(`\n${mailText(letter).trimEnd()}`);
  if (isPrivateHost(host)) out.warn(texts("conform.message-private", { host, title }));
  for (const { value, source } of letter.to) out.say(texts("conform.message-to", { value, source }));
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}
