import { expect, test } from "vitest";
import { HOMOLOGATION } from "./homologation.ts";

test("the message has the four items that the manual asks for, in the vendor's language", () => {
  const { subject, text } = HOMOLOGATION.letter({
    endpoint: "https://crm.example.com/grupozap/lead",
    crm: "CRM Exemplo",
    listing: "AP0042",
    contact: "erros@example.com",
  });

  expect(subject).toBe("Homologação da integração de leads - CRM Exemplo");
  expect(text).toContain("- Endpoint implementado: https://crm.example.com/grupozap/lead\n");
  expect(text).toContain("- Nome do CRM integrador: CRM Exemplo\n");
  expect(text).toContain("- clientListingId que será utilizado na homologação: AP0042\n");
  expect(text).toContain("- E-mail para cadastro e envio dos erros da integração de leads: erros@example.com\n");
});

test("both addresses that are known are named, each with how surely and since when", () => {
  expect(HOMOLOGATION.to.map(({ value, certainty }) => [value, certainty])).toEqual([
    ["chamado.integracao@olxbr.com", "public-code"],
    ["integracaoleads@grupozap.com", "official"],
  ]);
  expect(HOMOLOGATION.to.every(({ source }) => /20\d\d/.test(source))).toBe(true);
});
