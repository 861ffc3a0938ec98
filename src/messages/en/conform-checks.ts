/**
 * What each check of `intg conform` looks at, and what to mend where an endpoint does not pass; of a check that cannot be made
 * from outside, why. `any` is for those that providers share.
 */
export const conformChecks = {
  "conform.any.status.404": "Is this the right URL, with its whole path?",
  "conform.any.status.3xx": "{title} does not follow redirects.",
  "conform.any.status.5xx": "The endpoint failed inside: its own log says why.",
  "conform.grupozap.status.404":
    "404 makes Grupo ZAP delete the integration. Is this the right URL, and does the endpoint know the listing? Name one with --listing.",

  "conform.any.credential.right.title": "{title}'s credential is accepted",
  "conform.any.credential.right.fix":
    "A genuine call was turned away. Is this the secret that the endpoint knows? Compare it where {title} sends it, and in no other header.",
  "conform.any.credential.wrong.title": "a wrong credential is refused",
  "conform.any.credential.wrong.fix":
    "Answer 401 to a credential that is not exactly the configured one: compare every character, and never with an empty setting.",
  "conform.any.credential.missing.title": "a call without credential is refused",
  "conform.any.credential.missing.fix":
    "Answer 401 when there is no credential at all. Skipping the comparison then lets everybody in, and an exception is no refusal.",
  "conform.any.duplicate.title": "the same call again is accepted",
  "conform.any.duplicate.fix": "{title} sends calls more than once. Answer a repeat as you answered the first, and do nothing.",
  "conform.any.events.title": "every event that {title} sends is accepted",
  "conform.any.events.fix":
    "Store what you do not need and answer 2xx. Read only the fields that you use; not every event has the same ones.",
  "conform.any.event.unknown.title": "an event that nobody knows yet is accepted",
  "conform.any.event.unknown.fix":
    "Answer 2xx to an authentic event that you do not know, keep it and report it: errors make {title} stop sending.",
  "conform.any.product.unmapped.title": "a sale of a product that the endpoint does not know is accepted",
  "conform.any.product.unmapped.fix": "Answer 2xx and keep the sale until the product is registered: {title} cannot help that it is not.",
  "conform.any.fields.missing.title": "a body without what may be missing is accepted",
  "conform.any.fields.missing.fix": "Require no field but those that name the sale. Phone, buyer and details are left out in real calls.",
  "conform.any.body.broken.title": "a body that cannot be read is refused",
  "conform.any.body.broken.fix": "Answer 400 when the body is neither of {title}'s formats. Not 2xx, which loses it unseen, and not 5xx.",
  "conform.any.test-button.title": "the panel's test call is accepted",
  "conform.any.test-button.fix": "Answer 200 to the test of {title}'s panel, although its values are invented and incomplete.",
  "conform.any.signature.changed.title": "a body that was changed on its way is refused",
  "conform.any.signature.changed.fix": "Compute the signature over the body that came and answer 401 when it differs in one byte.",
  "conform.any.signature.bytes.title": "the signature is checked over the bytes as they came",
  "conform.any.signature.bytes.fix":
    "Sign the raw bytes of the body, before any parser: writing the parsed object again changes spaces and escapes.",
  "conform.any.redirect.title": "no genuine call is redirected",
  "conform.any.redirect.fix":
    "{title} does not follow redirects: register the final URL, with https and with or without the last slash as the server wants it.",
  "conform.any.slow.title": "answers come in time",
  "conform.any.slow.fix": "Store the call and answer first; do the work afterwards.",
  "conform.any.error-inside.title": "no 2xx answer tells of an error",
  "conform.any.error-inside.fix": "Only the status counts: what is answered 2xx is never sent again. Say an error by its status.",
  "conform.any.tls.title": "the endpoint is called over https",
  "conform.any.tls.fix": "Serve the endpoint over https: whoever reads one call can forge the next.",

  "conform.grupozap.credential.right.title": "Basic with the user vivareal and the key is accepted",
  "conform.grupozap.credential.right.fix":
    "Decode what follows Basic from base64, split it at the first colon and compare the second part with the SECRET_KEY. Neither is the whole pair the key, nor is the scheme Bearer.",
  "conform.grupozap.credential.missing.title": "a lead without credential is refused",
  "conform.grupozap.credential.scheme.title": "what is no Basic credential is refused",
  "conform.grupozap.credential.scheme.fix":
    "Answer 401 to a header without the scheme Basic and to one that cannot be decoded; a header that cannot be read is no exception.",
  "conform.grupozap.credential.user.title": "another user than vivareal is accepted",
  "conform.grupozap.credential.user.fix":
    "The key proves the sender. The user has survived two new names of the vendor; comparing it too would lose every lead after a third.",
  "conform.grupozap.lead.current.title": "a lead of the current contract is accepted",
  "conform.grupozap.lead.current.fix":
    "Accept temperature, transactionType and extraData, and whatever is added next. The vendor's Node sample refuses fields that it does not know: remove that rule from its schema.",
  "conform.grupozap.lead.2023.title": "a lead of 2023, with transaction_type, is accepted",
  "conform.grupozap.lead.2023.fix": "Accept temperature, and the transaction type under transaction_type and transactionType.",
  "conform.grupozap.lead.2017.title": "a lead of the contract of 2017 to 2020 is accepted",
  "conform.grupozap.lead.2017.fix": "Require none of the newer fields, and let the deprecated phoneNumber pass.",
  "conform.grupozap.lead.phone-view.title": "a phone view, without e-mail and message, is accepted",
  "conform.grupozap.lead.phone-view.fix": "Who only looked at the number leaves neither e-mail nor message. Only originLeadId is sure.",
  "conform.grupozap.lead.no-email.title": "a lead without e-mail is accepted",
  "conform.grupozap.lead.no-email.fix": "Do not require email: it may be left out, null or empty.",
  "conform.grupozap.lead.no-phone.title": "a lead without any phone is accepted",
  "conform.grupozap.lead.no-phone.fix": "Do not require ddd, phone or phoneNumber: the vendor's manual calls all three optional.",
  "conform.grupozap.lead.no-phone-number.title": "a lead without the deprecated phoneNumber is accepted",
  "conform.grupozap.lead.no-phone-number.fix": "Read ddd and phone; phoneNumber is deprecated and may go.",
  "conform.grupozap.lead.no-message.title": "a lead without message is accepted",
  "conform.grupozap.lead.no-message.fix": "Do not require message: phone views and WhatsApp clicks have none.",
  "conform.grupozap.lead.mcmv.title": "a Minha Casa Minha Vida simulation, which has no listing, is accepted",
  "conform.grupozap.lead.mcmv.fix": "Where leadOrigin is MCMV_OLX, accept the lead without clientListingId and originListingId.",
  "conform.grupozap.lead.no-zone.title": "a timestamp without a zone is accepted",
  "conform.grupozap.lead.no-zone.fix": "The field is documented as ISO_LOCAL_DATE_TIME: accept it with Z, with an offset and with none.",
  "conform.grupozap.lead.unknown-field.title": "fields that nobody knows yet are accepted",
  "conform.grupozap.lead.unknown-field.fix": "Ignore unknown fields; the vendor added some in 2018, 2023 and 2025.",
  "conform.grupozap.lead.unknown-value.title": "new values of leadType, temperature and leadOrigin are accepted",
  "conform.grupozap.lead.unknown-value.fix":
    "Keep the value as text instead of checking it against a list, and compare words after Unicode normalisation (NFC).",
  "conform.grupozap.listing.missing.title": "a lead without clientListingId is refused with 4xx",
  "conform.grupozap.listing.missing.fix":
    "Answer 422: then Grupo ZAP keeps the lead and sends it again when it is mended. A 2xx loses it, and a 404 deletes the integration.",
  "conform.grupozap.listing.unknown.title": "a listing that the endpoint does not know is not answered 404",
  "conform.grupozap.listing.unknown.fix": "Keep the lead, answer 2xx and match it to its listing later.",
  "conform.grupozap.path.unknown.title": "an unknown id below the URL is not answered 404",
  "conform.grupozap.path.unknown.fix":
    "Where the id of the advertiser is a part of the path, a typing error or a customer not yet set up must not be answered 404, which deletes the integration: answer 503. Where the URL has no such part, nothing calls there.",
  "conform.grupozap.duplicate.fix":
    "Grupo ZAP sends a lead up to three times more, and again on request for 14 days. Answer a repeat 2xx and do nothing: originLeadId tells it.",
  "conform.grupozap.body.broken.fix":
    "Answer 400 to a body that is no JSON. Not 2xx, which loses the lead, not 5xx, and not 404, which deletes the integration.",
  "conform.grupozap.user-agent.title": "no User-Agent is asked for",
  "conform.grupozap.user-agent.fix":
    "Do not look at the User-Agent: Grupo ZAP documents none, and olx-group-api belongs to another company of the group.",
  "conform.grupozap.content-type.title": "the Content-Type is not asked about",
  "conform.grupozap.content-type.fix": "Parse the body as JSON whatever the header says: the vendor's text promises none.",
  "conform.grupozap.redirect.fix":
    "Grupo ZAP takes a 3xx for a failure. Register the final URL, with https and with or without the last slash as the server wants it.",
  "conform.grupozap.slow.fix":
    "Store the lead and answer first; do the work afterwards. A late answer is a failure, and the lead comes again.",
  "conform.grupozap.lead.id.title": "the lead is kept under originLeadId",
  "conform.grupozap.lead.id.fix":
    "Cannot be seen from outside. The vendor's Go sample reads originLead, a field that does not exist, so its leads have no id and repeats are not found: look at what was kept.",
  "conform.grupozap.lead.advertiser.title": "the advertiser is not taken from the key",
  "conform.grupozap.lead.advertiser.fix":
    "Cannot be seen from outside. One key serves every advertiser: look for the customer by path, subdomain, clientListingId or, of a simulation, sellerDocument with its letters.",

  "conform.hotmart.credential.right.title": "the hottok in X-HOTMART-HOTTOK is accepted",
  "conform.hotmart.credential.right.fix":
    "Compare the header X-HOTMART-HOTTOK with the hottok of the account. Hotmart sends no signature: wait for none.",
  "conform.hotmart.credential.in-both.title": "a hottok in the header and in the body is accepted",
  "conform.hotmart.credential.in-both.fix": "Some events carry the hottok in the body too: let the field pass, and do not keep it.",
  "conform.hotmart.events.fix":
    "Store what you do not need and answer 2xx: Hotmart switches URLs off that answer errors. Events of the club have no purchase, and creationDate for creation_date.",
  "conform.hotmart.format.1.0.0-form.title": "purchases of version 1.0.0, as a form, are accepted",
  "conform.hotmart.format.1.0.0-form.fix":
    "Only where a configuration of version 1.0.0 exists: it sends forms with the hottok as a field; a parser for JSON alone sees nothing.",
  "conform.hotmart.format.1.0.0-json.title": "the other events of version 1.0.0, as flat JSON, are accepted",
  "conform.hotmart.format.1.0.0-json.fix":
    "Only where a configuration of version 1.0.0 exists: carts, cancellations and plan changes have no event name.",
  "conform.hotmart.format.1.0.0-credential.title": "forms of version 1.0.0 are refused without the right hottok",
  "conform.hotmart.format.1.0.0-credential.fix": "Compare the field hottok of forms as you compare the header, and answer 401.",

  "conform.eduzz.credential.right.title": "a body signed with the signing key is accepted",
  "conform.eduzz.credential.right.fix":
    "Compare the header x-signature with the HMAC-SHA-256 of the raw body under the signing key, in lower-case hexadecimal without prefix.",
  "conform.eduzz.ping.title": "the event ping, which activates a configuration, is accepted",
  "conform.eduzz.ping.fix": "Answer 200 to ping and do nothing; without that the configuration cannot be activated.",
  "conform.eduzz.address-check.title": "an empty POST is answered 2xx",
  "conform.eduzz.address-check.fix":
    "Verificar URL was seen to send an empty POST, and the address can only be saved when it is answered 2xx. Do nothing with it.",
  "conform.eduzz.events.fix":
    "Store what you do not need and answer 2xx: three errors in a row put the configuration into backup, and two days later it is switched off.",
  "conform.eduzz.legacy.sale.title": "a sale of the obsolete webhook is answered 2xx",
  "conform.eduzz.legacy.sale.fix":
    "Only where the obsolete webhook is still set up: compare origin_secret (or origin) in the body with the origin secret, and answer 200.",
  "conform.eduzz.legacy.events.title": "every event of the obsolete webhook is answered 2xx",
  "conform.eduzz.legacy.events.fix": "Answer 200 to statuses that you do not need; ten errors disable the address.",
  "conform.eduzz.legacy.credential.title": "the obsolete webhook without the right origin secret is refused",
  "conform.eduzz.legacy.credential.fix": "Answer 401 when neither origin_secret nor origin is the configured one; api_key proves nothing.",
  "conform.eduzz.legacy.test-word.title": "api_key=testWebhook lets nobody in",
  "conform.eduzz.legacy.test-word.fix": "The test's word for an API key is no secret: ask it for the origin secret like any call.",
  "conform.eduzz.legacy.test-button.title": "the obsolete webhook's test call is answered 200",
  "conform.eduzz.legacy.test-button.fix": "The address can only be saved when the test is answered 200.",
  "conform.eduzz.delivery.create.title": "a custom delivery that gives access is answered exactly 200",
  "conform.eduzz.delivery.create.fix": "Custom delivery takes nothing but 200 for success, not even 201 or 204.",
  "conform.eduzz.delivery.remove.title": "custom deliveries that take access away are answered exactly 200",
  "conform.eduzz.delivery.remove.fix": "Answer 200 to type remove for every reason, also for access that you never gave.",
  "conform.eduzz.delivery.unmapped.title": "a custom delivery of an unknown product is answered exactly 200",
  "conform.eduzz.delivery.unmapped.fix": "Answer 200 also when you cannot act on it, or Eduzz keeps on sending it.",
  "conform.eduzz.delivery.duplicate.title": "the same custom delivery again is answered exactly 200",
  "conform.eduzz.delivery.duplicate.fix": "Answer a repeat 200 and do nothing.",
  "conform.eduzz.delivery.credential.title": "a custom delivery without the right origin secret is refused",
  "conform.eduzz.delivery.credential.fix":
    "Answer 401 when edz_cli_origin_secret is not the configured one. nsid and sid hold nothing that only Eduzz knows.",
  "conform.eduzz.delivery.formats.title": "custom deliveries as flat JSON, form and multipart are answered exactly 200",
  "conform.eduzz.delivery.formats.fix": "The content type is not documented, and receivers saw several: read the fields from each.",

  "conform.payt.credential.right.title": "the key in integration_key is accepted",
  "conform.payt.credential.right.fix": "Compare the member integration_key at the top of the body with the Chave única of the postback.",
  "conform.payt.test-button.title": "the call of Testar URL is accepted",
  "conform.payt.test.practice-sale.title": "a whole practice sale, with test: true, is accepted",
  "conform.payt.test.practice-sale.fix": "Answer 200 to calls with test: true, or the panel shows a failure; give nothing for them.",
  "conform.payt.events.fix":
    "Answer 200 to every status. A cart has no transaction, a renewal no cart, and link.sources is a list when it is empty.",
  "conform.payt.format.v1-flat.title": "PayT V1 Flat is accepted",
  "conform.payt.format.v1-flat.fix": "Operators choose this type by mistake: names with dots, all at the top. Read both.",
  "conform.payt.format.form.title": "a form is accepted",
  "conform.payt.format.form.fix": "Nobody has seen PayT send one; receivers are prepared for it.",

  "conform.monetizze.credential.right.title": "the key in chave_unica is accepted",
  "conform.monetizze.credential.right.fix":
    "Read the body as a form, then compare chave_unica with the key of the account; a parser for JSON alone sees nothing.",
  "conform.monetizze.events.title": "every event of the form is answered 200",
  "conform.monetizze.events.fix":
    "Answer 200 to every code of tipoEvento. An abandoned checkout has no venda[codigo], and what to do is not in tipoPostback.",
  "conform.monetizze.test-button.title": "the panel's sale of an X-Wing is answered 200",
  "conform.monetizze.format.json.title": "the newer webhook, as JSON, is answered 200",
  "conform.monetizze.format.json.fix": "Only where JSON is chosen in the panel: the same fields nested, most values as text.",
  "conform.monetizze.format.legacy.title": "the format before tipoEvento is answered 200",
  "conform.monetizze.format.legacy.fix": "Without tipoEvento and postback_evento only the text of venda[status] tells the event.",
  "conform.monetizze.format.mislabelled.title": "JSON under the content type of a form is answered 200",
  "conform.monetizze.format.mislabelled.fix": "Look at the first character of the body before believing its content type.",

  "conform.pagseguro.credential.right.title": "x-authenticity-token, the hash with the account's token, is accepted",
  "conform.pagseguro.credential.right.fix":
    "Compare the header with the SHA-256 of token, hyphen and raw body, in lower-case hexadecimal; it is no HMAC.",
  "conform.pagseguro.credential.missing.title": "a call without any signature is not believed",
  "conform.pagseguro.credential.missing.fix":
    "Cannot be seen from outside: it may be refused, or be taken for a hint to read the charge from PagBank, and is answered 2xx then. What counts is that nothing in it is believed.",
  "conform.pagseguro.signature.key.title": "x-payload-signature is accepted",
  "conform.pagseguro.signature.key.fix":
    "Cannot be made here: only PagBank has the private key. Newer calls may carry it instead of x-authenticity-token.",
  "conform.pagseguro.events.title": "every order, charge and checkout of PagBank is accepted",
  "conform.pagseguro.format.recurring.title": "the calls of subscriptions are accepted",
  "conform.pagseguro.format.recurring.fix": "Only where subscriptions are sold: their bodies have env, event and resource.",
  "conform.pagseguro.classic.notification.title": "classic notifications, as a form of two fields, are answered 200",
  "conform.pagseguro.classic.notification.fix":
    "Disputes and chargebacks still come as forms, to the address that gets JSON. Store the code, answer 200, and ask PagSeguro about it afterwards.",
  "conform.pagseguro.classic.forged.title": "a forged classic notification is not believed",
  "conform.pagseguro.classic.forged.fix":
    "Cannot be seen from outside: a notification carries no proof, so a forged one looks like any other and is answered 200 too. What counts is that nothing happens before PagSeguro, asked with the account's e-mail and token, has answered.",
} as const;
