import { describe, expect, test } from "vitest";
import { personalKind } from "./personal-fields.ts";

describe("what stands at a path of a vendor's body", () => {
  test.each([
    ["data.buyer.name", "Rita Real", "name"],
    ["data.buyer.first_name", "Rita", "name"],
    ["name", "Rita Real", "name"],
    ["cus_name", "Rita Real", "name"],
    ["comprador.nome", "Rita Real", "name"],
    ["data.line_items.0.product.seller.name", "Loja da Rita", "name"],
    ["fields.edz_cli_rsocial", "Rita Real", "name"],
    ["anything.at.all", "rita@example.org", "email"],
    ["comprador.cnpj_cpf", "52998224725", "document"],
    ["transaction.sender.documents.document.value", "52998224725", "document"],
    ["customer.phones.0.number", "976218453", "phone"],
    ["phone_checkout_number", "976218453", "phone"],
    ["shipping.address.street_number", "10", "code"],
    ["shipping.address.street", "Rua Real", "street"],
    ["comprador.bairro", "Centro Real", "place"],
    ["customer.ip", "198.51.100.7", "ip"],
    ["message", "Me ligue, Rita", "message"],
    ["venda.linha_digitavel", "34191.79001", "code"],
    ["charges.0.payment_method.card.last_digits", "1111", "code"],
  ] as const)("%s is of a person", (path, value, kind) => {
    expect(personalKind(path.split("."), value)).toBe(kind);
  });

  test.each([
    ["data.product.name", "Curso X"],
    ["prod_name", "Curso X"],
    ["data.subscription.plan.name", "Mensal"],
    ["data.buyer.checkout_country.name", "Brasil"],
    ["data.buyer.document_type", "CPF"],
    ["data.buyer.address.state", "MG"],
    ["customer.phones.0.area", "31"],
    ["ddd", "31"],
    ["data.purchase.transaction", "HP09000001"],
    ["data.purchase.price.value", "197.00"],
    ["data.subscription.subscriber.code", "AB3CD4EF"],
    ["event_name", "invoice_paid"],
    ["payment_response.message", "SUCESSO"],
    ["link.sources.utm_source", "instagram"],
  ])("%s is nobody's", (path, value) => {
    expect(personalKind(path.split("."), value)).toBeNull();
  });
});
