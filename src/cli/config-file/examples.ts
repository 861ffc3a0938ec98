import type { ConfigDocument, Section } from "../../app/config-file/document.ts";

/** One entry of each section, for whoever begins with an empty file. All of them together are a configuration that can be applied. */
export const EXAMPLES: { readonly [S in Section]-?: NonNullable<ConfigDocument[S]>[number] } = {
  stores: { provider: "hotmart", name: "default", secrets: { hottok: "env:INTG_HOTMART_DEFAULT_HOTTOK" } },
  products: { slug: "curso-x", name: "Curso X", price: "197.00", links: [{ provider: "hotmart", id: "1234567" }] },
  rules: { product: "curso-x", on: "purchase.approved", do: ["tag.add aluno", "notify boas-vindas@10m"] },
  templates: { name: "boas-vindas", text: "Oi, {{primeiro_nome|tudo bem}}!\nSua compra de {{produto}} foi aprovada." },
  destinations: {
    name: "crm",
    kind: "webhook",
    settings: { url: "https://crm.example.com/intg" },
    secrets: { secret: "env:INTG_DESTINATION_CRM_SECRET" },
  },
  advertisers: { slug: "imobiliaria-sol", document: "56921485000100" },
  listings: { code: "AP0042", advertiser: "imobiliaria-sol" },
};
