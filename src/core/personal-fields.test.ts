import { describe, expect, test } from "vitest";
import { personalKind } from "./personal-fields.ts";

describe("what stands at a path of a vendor's body", () => {
  test.each([
    ["data.buyer.name", "Rita Real", "name"],
    ["data.buyer.first_name", "Rita", "name"],
    ["data.buyer.last_name", "Real", "surname"],
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
    ["data.buyer.phones.0", "31976218453", "phone"],
    ["data.buyer.docs.0", "529.982.247-25", "document"],
    ["data.buyer.birth_date", "1985-03-02", "code"],
    ["comprador.mae", "Zulmira Real", "name"],
    ["data.delivery.receiver", "Zulmira Real", "name"],
    ["customer.ip_v6", "2001:db8::8453", "ip"],
    ["data.billing.full_address", "Rua Real, 10", "street"],
    ["data.buyer.instagram", "@rita.real", "code"],
    ["data.buyer.notes", "Mora com a Zulmira", "message"],
    ["data.buyer.latitude", "-19.97621", "code"],
    ["data.buyer.whatever_it_is", "Rita Real", "code"],
    ["customer_address_whole", "Rua Real, 10", "code"],
    ["data.custom_fields.0.Como te chamam?", "Rita", "code"],
    ["data.custom_fields.1.Nome da mãe", "Zulmira Real", "name"],
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
    ["customer.most_recent_campaign.name", "Lançamento"],
    ["customer.vip", "true"],
    ["data.buyer.address.country_iso", "BR"],
    ["purchased_at", "12:30:00"],
  ])("%s is nobody's", (path, value) => {
    expect(personalKind(path.split("."), value)).toBeNull();
  });
});
