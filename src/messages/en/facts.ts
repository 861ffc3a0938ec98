/**
 * What adapters say of vendors in prose. It stands there in English, being data that JSON has too; `factKey` makes the key of it.
 */
export const facts = {
  // Secrets: where they are found.
  "fact.integrations-eduzz-com-webhook-configs-developer-hub-the-configuration-its-signing-key":
    "integrations.eduzz.com/webhook/configs (Developer Hub) > the configuration > its signing key",
  "fact.rbita-config-api-origin-secret-for-the-obsolete-webhook-and-for-custom-delivery-avan":
    "Órbita > config-api > origin secret; for the obsolete webhook and for custom delivery (Avançado > Entrega)",
  "fact.console-of-the-developer-hub-personal-token-only-for-api-calls":
    "console of the Developer Hub > personal token; only for API calls",
  "fact.the-e-mail-of-the-pagseguro-account-classic-notifications-need-it":
    "the e-mail of the PagSeguro account; classic notifications need it",
  "fact.get-public-keys-type-webhook-field-public-key-fetched-by-itself-when-it-is":
    "GET /public-keys?type=webhook, field public_key; fetched by itself when it is needed",
  "fact.the-secret-key-that-grupo-zap-grupo-olx-sends-to-the-crm-when-its":
    "The SECRET_KEY that Grupo ZAP (Grupo OLX) sends to the CRM when its integration is homologated; one key serves all advertisers.",
  "fact.made-here-and-given-to-the-receiver-or-the-one-that-the-receiver-shows":
    "Made here and given to the receiver, or the one that the receiver shows (it begins with whsec_)",
  "fact.what-the-receiver-wants-in-the-header-authorization-whole-such-as-bearer":
    "What the receiver wants in the header Authorization, whole, such as Bearer ...",
  "fact.profile-photo-meu-perfil-perfil-gerar-token-older-panels-configura-es-dados-da-conta":
    "profile photo > Meu perfil > Perfil > Gerar Token (older panels: Configurações > Dados da Conta > Token Web API)",
  "fact.the-key-that-the-panel-s-webhooks-screen-shows-for-external-automation-services-leave":
    "the key that the panel's Webhooks screen shows for external automation services; leave it out unless calls are refused",
  "fact.driver-evolution-the-server-s-manager-page-the-instance-its-token":
    "driver evolution: the server's /manager page > the instance > its token",
  "fact.driver-cloud-meta-business-settings-users-system-users-generate-new-token-never-expiring-with":
    "driver cloud: Meta Business Settings > Users > System users > Generate new token, never expiring, with whatsapp_business_messaging",
  "fact.the-key-of-the-members-area-s-api-memberkit-configura-es-api-or-user":
    "The key of the members' area's API (MemberKit: Configurações > API), or user:password for basic",

  // Secrets: what the known ones look like.
  "fact.32-digits-and-letters-a-to-f-lower-case": "32 digits and letters a to f, lower case",
  "fact.32-characters-0-to-9-and-a-to-f": "32 characters, 0 to 9 and a to f",
  "fact.an-e-mail-address": "an e-mail address",
  "fact.20-or-more-letters-digits-and-signs": "20 or more letters, digits and signs",
  "fact.the-base64-text-of-a-public-key": "the base64 text of a public key",
  "fact.eaa-letters-and-digits": "EAA, letters and digits",

  // Kinds of destinations, and columns of what they are asked.
  "fact.members-area": "Members' area",
  "fact.modelcode-not-the-level": "ModelCode (not the level)",

  // How vendors send: where it is known from.
  "fact.developer-pages-in-two-transcriptions": "developer pages, in two transcriptions",
  "fact.more-than-ten-receivers-rely-on-it-after-a-failure-or-no-answer-in":
    "more than ten receivers rely on it, after a failure or no answer in time",
  "fact.help-centre-three-editions": "help centre, three editions",
  "fact.issue-6-of-the-vendor-s-examples-in-the-panel-s-test-anything-but":
    "issue 6 of the vendor's examples: in the panel's test anything but 200 is an error",
  "fact.developer-hub-200-to-299": "Developer Hub: 200 to 299",
  "fact.developer-hub-backup-option-beta": "Developer Hub, backup option (beta)",
  "fact.developer-hub-backup-option-beta-three-errors-in-a-row-without-the-option-not":
    "Developer Hub, backup option (beta): three errors in a row; without the option not known",
  "fact.document-of-the-obsolete-webhook": "document of the obsolete webhook",
  "fact.document-of-the-obsolete-webhook-200-to-299-saving-the-address-needs-200":
    "document of the obsolete webhook: 200 to 299; saving the address needs 200",
  "fact.document-of-the-obsolete-webhook-2-days-a-newer-edition-says-5-the-shorter":
    "document of the obsolete webhook: 2 days; a newer edition says 5, the shorter is played",
  "fact.newer-edition-of-the-document-of-the-obsolete-webhook": "newer edition of the document of the obsolete webhook",
  "fact.document-of-custom-delivery-nothing-but-200-is-success": "document of custom delivery: nothing but 200 is success",
  "fact.one-operator-tells-of-endless-repeats-after-a-5xx": "one operator tells of endless repeats after a 5xx",
  "fact.no-text-of-the-vendor-was-read-that-says-which-statuses-count": "no text of the vendor was read that says which statuses count",
  "fact.the-vendor-s-woocommerce-module-answers-503-so-that-pagbank-sends-again":
    "the vendor's WooCommerce module answers 503 so that PagBank sends again",
  "fact.readme-of-the-vendor-s-sdks": "README of the vendor's SDKs",
  "fact.one-code-base-quotes-the-vendor-s-old-page-every-2-hours-up-to":
    "one code base quotes the vendor's old page: every 2 hours, up to 5 attempts",
  "fact.a-public-guide-to-the-panel-s-testar-url-expects-exactly-that": "a public guide to the panel's `Testar URL` expects exactly that",
  "fact.manual-of-2020-03": "manual of 2020-03",
  "fact.manual-of-2020-03-since-2020-07-it-has-15-s-the-stricter-is":
    "manual of 2020-03; since 2020-07 it has 15 s, the stricter is played",
  "fact.manual-of-2020-03-a-redirect-is-a-failure": "manual of 2020-03; a redirect is a failure",
  "fact.manual-of-2020-03-sent-again-3-times": "manual of 2020-03: sent again 3 times",
  "fact.manual-of-2020-03-re-sent-on-request-of-the-integrator": "manual of 2020-03: re-sent on request of the integrator",
  "fact.manual-since-2019-11-it-may-conclude-that-the-integration-no-longer-exists":
    "manual since 2019-11: it may conclude that the integration no longer exists",
  "fact.manual-of-2020-03-a-lead-without-clientlistingid-is-parked-for-analysis":
    "manual of 2020-03: a lead without clientListingId is parked for analysis",
  "fact.manual-since-2020-07-02": "manual since 2020-07-02",
  "fact.manual-2-0-2018-10": "manual 2.0, 2018-10",
  "fact.manual-1-0-2017-11": "manual 1.0, 2017-11",

  // What a receiver is checked for: where it is known from.
  "fact.nothing-is-documented-of-it": "nothing is documented of it",
  "fact.no-limit-is-documented": "no limit is documented",
  "fact.the-key-travels-in-every-body": "the key travels in every body",
  "fact.only-the-status-counts-nobody-acts-on-the-body-of-a-2xx": "only the status counts; nobody acts on the body of a 2xx",
  "fact.hotmart-s-pages-on-webhooks-the-hottok-is-the-only-proof": "Hotmart's pages on webhooks: the hottok is the only proof",
  "fact.hotmart-s-pages-on-webhooks-each-2xx-is-delivered-and-urls-that-answer-errors":
    "Hotmart's pages on webhooks: each 2xx is delivered, and URLs that answer errors are switched off",
  "fact.two-of-two-changes-of-a-charge-date": "two of two changes of a charge date",
  "fact.captured-calls-and-hotmart-s-documents": "captured calls and Hotmart's documents",
  "fact.one-cart-of-nine-came-without-a-phone": "one cart of nine came without a phone",
  "fact.receivers-that-rely-on-calls-being-sent-again-after-an-error-or-a-time":
    "receivers that rely on calls being sent again after an error or a time-out",
  "fact.400-is-what-the-panel-shows-as-a-fault-of-the-body": "400 is what the panel shows as a fault of the body",
  "fact.captures-of-2024-to-2026": "captures of 2024 to 2026",
  "fact.receivers-of-version-1-0-0-only-where-a-configuration-of-that-version-exists":
    "receivers of version 1.0.0; only where a configuration of that version exists",
  "fact.a-limit-exists-status-408-in-the-panel-how-long-it-is-is-not":
    "a limit exists (status 408 in the panel), how long it is is not published",
  "fact.the-hottok-travels-in-every-call": "the hottok travels in every call",
  "fact.monetizze-exemplopostcallback-chave-unica-is-the-only-proof": "Monetizze/ExemploPOSTCallback: chave_unica is the only proof",
  "fact.the-codes-of-monetizze-exemplopostcallback": "the codes of Monetizze/ExemploPOSTCallback",
  "fact.buyer-data-goes-to-affiliates-only-where-the-producer-lets-it": "buyer data goes to affiliates only where the producer lets it",
  "fact.the-vendor-s-page-as-one-code-base-reads-it-sending-once-is-not":
    "the vendor's page, as one code base reads it: sending once is not guaranteed",
  "fact.monetizze-exemplopostcallback-and-the-answers-of-its-staff-nothing-but-200-is-right":
    "Monetizze/ExemploPOSTCallback and the answers of its staff: nothing but 200 is right",
  "fact.readme-and-issue-28-of-monetizze-exemplopostcallback": "README and issue 28 of Monetizze/ExemploPOSTCallback",
  "fact.receivers-of-the-newer-panel-only-where-json-is-chosen-there": "receivers of the newer panel; only where JSON is chosen there",
  "fact.the-example-before-november-2019": "the example before November 2019",
  "fact.bodies-in-logs-of-receivers": "bodies in logs of receivers",
  "fact.developer-hub-x-signature-is-an-hmac-over-the-bytes-of-the-body":
    "Developer Hub: x-signature is an HMAC over the bytes of the body",
  "fact.developer-hub-200-to-299-three-errors-in-a-row-put-the-configuration-into":
    "Developer Hub: 200 to 299; three errors in a row put the configuration into backup, two days later it is switched off",
  "fact.two-receivers-answer-an-empty-post-or-the-address-could-not-be-saved":
    "two receivers answer an empty POST, or the address could not be saved",
  "fact.the-vendor-s-openapi-description-of-february-2026": "the vendor's OpenAPI description of February 2026",
  "fact.the-documents-of-2024-show-a-much-smaller-body": "the documents of 2024 show a much smaller body",
  "fact.developer-hub-calls-are-sent-again-after-an-error-and-by-hand-from-the":
    "Developer Hub: calls are sent again after an error, and by hand from the history",
  "fact.document-of-the-obsolete-webhook-rbita-the-test-needs-200-ten-errors-disable-the":
    "document of the obsolete webhook (Órbita): the test needs 200, ten errors disable the address",
  "fact.documents-of-the-obsolete-webhook-and-of-custom-delivery-compare-the-origin-secret":
    "documents of the obsolete webhook and of custom delivery: compare the origin secret",
  "fact.a-plugin-lets-api-key-testwebhook-through": "a plugin lets api_key=testWebhook through",
  "fact.receivers-and-older-documents-flat-json-forms-multipart": "receivers and older documents: flat JSON, forms, multipart",
  "fact.no-limit-is-documented-the-history-shows-how-long-each-answer-took":
    "no limit is documented; the history shows how long each answer took",
  "fact.addresses-of-examples": "addresses of examples",
  "fact.pagbank-x-authenticity-token-is-a-hash-over-token-and-the-bytes-of-the":
    "PagBank: x-authenticity-token is a hash over token and the bytes of the body",
  "fact.the-vendor-s-woocommerce-module-reads-the-charge-again-in-the-sandbox-the-header":
    "the vendor's WooCommerce module reads the charge again; in the sandbox the header is often absent",
  "fact.pagbank-s-documents-on-webhooks-and-its-woocommerce-module": "PagBank's documents on webhooks, and its WooCommerce module",
  "fact.the-model-of-two-code-bases-only-where-subscriptions-are-sold": "the model of two code bases; only where subscriptions are sold",
  "fact.a-widely-installed-module-drops-bodies-that-are-the-same-as-the-last":
    "a widely installed module drops bodies that are the same as the last",
  "fact.readme-of-the-vendor-s-sdks-200-disputes-and-chargebacks-still-come-this-way":
    "README of the vendor's SDKs: 200; disputes and chargebacks still come this way",
  "fact.the-vendor-s-sdks-ask-back-with-e-mail-and-token": "the vendor's SDKs ask back with e-mail and token",
  "fact.http-addresses-are-refused-a-valid-certificate-is-asked-for-since-2023":
    "http addresses are refused; a valid certificate is asked for since 2023",
  "fact.ventuinha-payt-postback-integration-key-in-every-body": "ventuinha/payt-postback: integration_key in every body",
  "fact.the-samples-of-ventuinha-payt-postback": "the samples of ventuinha/payt-postback",
  "fact.several-postbacks-may-be-set-up-to-one-address": "several postbacks may be set up to one address",
  "fact.a-guide-to-setting-it-up-expects-200-what-payt-does-on-other-answers":
    "a guide to setting it up expects 200; what PayT does on other answers is not known",
  "fact.another-vendor-s-manual-shows-what-testar-url-sends": "another vendor's manual shows what Testar URL sends",
  "fact.test-is-also-true-of-whole-practice-sales": "test is also true of whole practice sales",
  "fact.operators-choose-payt-v1-flat-by-mistake": "operators choose PayT V1 Flat by mistake",
  "fact.receivers-prepare-for-it-nobody-has-seen-it": "receivers prepare for it, nobody has seen it",
  "fact.the-vendor-s-present-portal-as-public-code-of-2025-and-2026-quotes-it":
    "the vendor's present portal as public code of 2025 and 2026 quotes it",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020": "README of olxbr/crm-lead-integration, 26 March 2020",
  "fact.readme-of-olxbr-crm-lead-integration-2017-to-2019-optional": "README of olxbr/crm-lead-integration, 2017 to 2019: optional",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-deprecated": "README of olxbr/crm-lead-integration, 26 March 2020: deprecated",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-iso-local-date-time":
    "README of olxbr/crm-lead-integration, 26 March 2020: ISO_LOCAL_DATE_TIME",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-three-re-sends-and-later":
    "README of olxbr/crm-lead-integration, 26 March 2020: three re-sends, and later ones on request",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-integra-o-inexistente":
    'README of olxbr/crm-lead-integration, 26 March 2020: "Integração Inexistente"',
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-3xx-is-a-failure":
    "README of olxbr/crm-lead-integration, 26 March 2020: 3xx is a failure",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-5-s-15-s-in":
    "README of olxbr/crm-lead-integration, 26 March 2020: 5 s; 15 s in July 2020, the present limit is not known",
  "fact.readme-of-olxbr-crm-lead-integration-26-march-2020-the-body-is-ignored":
    "README of olxbr/crm-lead-integration, 26 March 2020: the body is ignored",
  "fact.receivers-that-treat-it-as-optional-and-phone-leads": "receivers that treat it as optional, and phone leads",
  "fact.the-fields-that-were-added-in-2018-2023-and-2025": "the fields that were added in 2018, 2023 and 2025",
  "fact.developers-grupozap-com-webhooks-security-html-the-vendor-s-python-sample-takes-a-header":
    "developers.grupozap.com/webhooks/security.html; the vendor's Python sample takes a header without scheme",
  "fact.the-vendor-s-node-sample-and-security-page-compare-the-key-only": "the vendor's Node sample and security page compare the key only",
  "fact.the-samples-of-the-vendor-s-readme-before-march-2020-are-no-json":
    "the samples of the vendor's README before March 2020 are no JSON",
  "fact.no-document-names-one-a-receiver-asks-for-one-of-another-company":
    "no document names one; a receiver asks for one of another company",
  "fact.the-vendor-s-text-says-only-that-the-body-is-json": "the vendor's text says only that the body is JSON",
  "fact.every-example-of-the-vendor-since-october-2018": "every example of the vendor since October 2018",
  "fact.the-vendor-s-go-sample-reads-originlead": "the vendor's Go sample reads originLead",
  "fact.developers-grupozap-com-webhooks-security-html-one-key-per-integrator":
    "developers.grupozap.com/webhooks/security.html: one key per integrator",
} as const;
