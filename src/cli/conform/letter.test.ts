import { expect, test } from "vitest";
import { en } from "../../messages/en/index.ts";
import { createTexts } from "../../messages/text.ts";
import { grupozap } from "../../providers/grupozap/index.ts";
import type { Context } from "../context.ts";
import { Input } from "../input.ts";
import { mailText, readLetter } from "./letter.ts";

const CONTEXT = { texts: createTexts(en) } as Context;

test("what the message names stays in one line, and moves no cursor", () => {
  const options = { message: true, crm: "CRM\nBcc: ana@example.com \u001b[31m", listing: " AP 1 ", contact: "erros@example.com" };
  const letter = readLetter(grupozap, "https://crm.example.com/lead", CONTEXT, new Input("conform", new Map(), options));
  const mail = letter === null ? "" : mailText(letter);

  expect(mail.split("\n")[1]).toBe("Assunto: Homologação da integração de leads - CRM Bcc: ana@example.com \\u{1b}[31m");
  expect(mail).toContain("- clientListingId que será utilizado na homologação: AP 1\n");
  expect(mail.match(/^Bcc/m)).toBeNull();
});
