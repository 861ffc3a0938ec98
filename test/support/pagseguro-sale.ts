import { InboundRequest } from "../../src/core/http-message.ts";

export const EMAIL = "loja@example.com";
export const TOKEN = "OBVIOUSLYFAKEtoken0000000000000000";

/** A classic notification: a code and its type, nothing else. */
export function notification(number: number, type = "transaction"): InboundRequest {
  const code = `4B7F1C-0A22E63B41D9-8C5570F2AA13-${String(number).padStart(6, "0")}`;
  return new InboundRequest({
    method: "POST",
    target: "/hooks/pagseguro",
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: new TextEncoder().encode(`notificationCode=${code}&notificationType=${type}`),
  });
}

/** What PagSeguro answers about a transaction, in the bytes that it sends: ISO-8859-1. */
export function transactionXml(sale: {
  readonly code: string;
  readonly status: number;
  readonly product?: string;
  readonly email?: string;
  readonly minute?: number;
}): Uint8Array {
  const minute = String(sale.minute ?? 0).padStart(2, "0");
  return Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>
<transaction><date>2026-01-02T09:00:00.000-03:00</date><code>${sale.code}</code><type>1</type><status>${sale.status}</status>
<lastEventDate>2026-01-02T09:${minute}:00.000-03:00</lastEventDate><paymentMethod><type>1</type><code>101</code></paymentMethod>
<grossAmount>197.00</grossAmount><installmentCount>1</installmentCount><itemCount>1</itemCount>
<items><item><id>${sale.product ?? "CURSO-1"}</id><description>Curso de Violão</description><quantity>1</quantity><amount>197.00</amount></item></items>
<sender><name>Conceição Inventada</name><email>${sale.email ?? "ana@example.com"}</email></sender></transaction>`,
    "latin1",
  );
}

export const errorXml = (code: number): string =>
  `<?xml version="1.0"?><errors><error><code>${code}</code><message>x</message></error></errors>`;
