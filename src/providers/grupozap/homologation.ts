import type { Applicant, Homologation } from "../conformance.ts";

/** The four items that the README of 26 March 2020 asks for, before the vendor sends its key and tests. */
export const HOMOLOGATION: Homologation = {
  to: [
    { value: "chamado.integracao@olxbr.com", certainty: "public-code", source: "two code bases of 2025 and 2026" },
    { value: "integracaoleads@grupozap.com", certainty: "official", source: "history of the vendor's README, 2018 to 2020" },
  ],
  letter({ endpoint, crm, listing, contact }: Applicant) {
    return {
      subject: `Homologação da integração de leads - ${crm}`,
      text: [
        "Olá,",
        "",
        "Implementamos a integração de leads do Grupo ZAP e solicitamos a homologação. Seguem as informações:",
        "",
        `- Endpoint implementado: ${endpoint}`,
        `- Nome do CRM integrador: ${crm}`,
        `- clientListingId que será utilizado na homologação: ${listing}`,
        `- E-mail para cadastro e envio dos erros da integração de leads: ${contact}`,
        "",
        "O endpoint foi verificado com os contratos atual e anteriores do lead, lead repetido, lead sem clientListingId,",
        "chave ausente ou incorreta e JSON inválido.",
        "",
        "Aguardamos a chave de segurança (SECRET_KEY) e o resultado do teste.",
        "",
        "Atenciosamente,",
        crm,
        "",
      ].join("\n"),
    };
  },
};
