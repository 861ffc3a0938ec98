import type { ErrorClass } from "../../core/errors.ts";
import type { Trigger } from "../../core/triggers.ts";

const triggers: Readonly<Record<`trigger.${Trigger}`, string>> = {
  "trigger.cart.abandoned": "somebody filled in a checkout and left",
  "trigger.purchase.pending": "a sale was started and waits for its payment",
  "trigger.boleto.issued": "a boleto was issued; not paid yet",
  "trigger.pix.issued": "a pix code was issued; not paid yet",
  "trigger.purchase.approved": "the money is there",
  "trigger.purchase.completed": "the guarantee is over; changes no access",
  "trigger.purchase.canceled": "the sale was cancelled",
  "trigger.purchase.expired": "the boleto, pix or order was not paid in time",
  "trigger.purchase.refused": "an attempt to pay was declined; never takes access",
  "trigger.purchase.refunded": "the money went back",
  "trigger.purchase.chargeback": "the buyer's bank took the money back",
  "trigger.purchase.disputed": "the buyer asks for the money back; nothing is decided yet",
  "trigger.payment.late": "a charge of a subscription or plan is overdue",
  "trigger.subscription.started": "the first charge of a subscription was paid",
  "trigger.subscription.renewed": "a later charge of a subscription was paid",
  "trigger.subscription.canceled": "the subscription ends; access lasts as long as it is paid",
  "trigger.subscription.plan_changed": "the subscriber moved to another plan",
  "trigger.subscription.charge_date_changed": "the day of charging was moved",
  "trigger.subscription.card_updated": "the subscriber gave another card",
  "trigger.invoice.issued": "an invoice was issued",
  "trigger.delivery.updated": "the parcel moved on",
  "trigger.access.first": "the buyer opened the product for the first time",
  "trigger.access.module_completed": "the buyer finished a module",
  "trigger.lead.received": "somebody asked about a property",
  "trigger.unknown": "an authentic call whose event we do not know; kept, and counted",
};

const exits: Readonly<Record<`exit.${ErrorClass}`, string>> = {
  "exit.bug": "our bug: run again with --debug and report what it prints",
  "exit.usage": "wrong or missing flag or argument, or a question without a terminal to ask on",
  "exit.state": "not registered, already there, or not configured",
  "exit.input": "a payload, file or value that is not as documented",
  "exit.verification": "a call that is not authentic",
  "exit.dispatch": "somebody else's address did not answer, or refused",
  "exit.storage": "the database or a file cannot be read or written",
  "exit.check": "a result differs from what was expected",
  "exit.cancelled": "cancelled at a prompt",
};

/** `intg help` and its topics. Tables are made from code; what stands here is only prose. */
export const help = {
  ...triggers,
  ...exits,
  "help.summary": "help on a topic or command",
  "help.description":
    "Explains a topic, or shows the help of a command.\nTopics: triggers, conditions, providers, destinations, messages, outbox, exit-codes, simulate-words, security, home, maestrus, entrega-digital",
  "help.example": "intg help triggers\nintg help conditions\nintg help product add",
  "help.argument.topic": "topic, or the words of a command",
  "help.other-topics": "More topics: {topics}",
  "help.triggers.intro":
    "What can happen, in words that every provider is translated into. Rules wait for them: intg rule add <product> --on TRIGGER",
  "help.conditions.intro":
    "A rule may ask more than its trigger: intg rule add '*' --on purchase.approved --when CONDITION --add-tag big\n\n  payment.method = boleto and amount >= 100\n  product.offer in (promo, black-friday) or not buyer.phone exists\n  tracking.utm_source starts-with insta\n\n`and` binds tighter than `or`, `not` tighter than both; parentheses group. Quote a value with blanks: 'Plano Anual'.\nAmounts are in major units: amount >= 197.00. Of a field that is absent only != holds.",
  "help.conditions.fields": "Fields",
  "help.conditions.tracking": "and tracking.<name>, for whatever the vendor calls tracking",
  "help.conditions.operators": "Operators",
  "help.providers.intro": "Who can call. Give each its credential, then paste its URL into the vendor's panel.",
  "help.providers.column.name": "NAME",
  "help.providers.column.title": "VENDOR",
  "help.providers.column.url": "URL",
  "help.providers.column.secrets": "SECRETS (* verifies calls)",
  "help.destinations.intro":
    "Who is told, by kind: intg destination add NAME --kind KIND --url URL --set SETTING=VALUE --secret SECRET=env:VARIABLE\n* has to be given, except a webhook's secret: one is made and shown once. What one driver needs is told when it is added.\nThe pace is that of the defaults.",
  "help.destinations.row.does": "does",
  "help.destinations.row.settings": "settings",
  "help.destinations.row.secrets": "secrets",
  "help.destinations.row.codes": "codes",
  "help.destinations.row.pace": "pace",
  "help.destinations.at-once": "{n} at once",
  "help.destinations.spacing": "{time} between two",
  "help.destinations.quiet": "none from {from} to {to} in São Paulo",
  "help.destinations.end":
    "Tags, funnels and access go by themselves to every destination that does them, and say what holds after all rules and sales:\na tag that two rules give is told once. Messages and forwards go where rules and templates send them.\n\nAddresses of this machine and of private networks are refused until --allow-private is set; redirects are never followed.\nAn answer of 410 disables the destination, and everything for it waits: intg destination edit NAME --enable",
  "help.messages.intro":
    "A message is a template that a rule sends: intg template set NAME --text 'Oi, {example}!'\nor take ready ones: intg preset list. After a | stands what stands in for a field without a value; a message that lacks one\nand has nothing to stand in is not sent, and says so. Texts are filled in when they go, so a corrected one counts for what waits.",
  "help.messages.fields": "Fields",
  "help.messages.field.name": "the buyer's name",
  "help.messages.field.first_name": "its first word",
  "help.messages.field.email": "the buyer's e-mail",
  "help.messages.field.phone": "the buyer's phone, +5511...",
  "help.messages.field.document": "the buyer's CPF or CNPJ, without dots",
  "help.messages.field.product": "name of the product as registered here, else the vendor's",
  "help.messages.field.amount": "price of the sale, R$ 197,00",
  "help.messages.field.due": "until when it can be paid, 05/11/2026",
  "help.messages.field.boleto": "the line of digits of the boleto",
  "help.messages.field.boleto_url": "address of the boleto",
  "help.messages.field.pix": "the Pix code to copy",
  "help.messages.field.link": "address of the boleto, else the product's sales URL",
  "help.messages.field.transaction": "the vendor's id of the sale",
  "help.messages.field.provider": "hotmart, payt, ...",
  "help.messages.field.trigger": "what happened: intg help triggers",
  "help.messages.paths": "Values of the event",
  "help.messages.tracking": "and tracking.<name>; event.<name> for every other value of the event's JSON",
  "help.messages.path": "Which events cancel which messages",
  "help.messages.path-intro":
    "A message that waits is canceled when the same buyer gets further about the same product; a message about what was overtaken\nalready is never sent. Messages about other events, and messages without a known buyer or product, are left alone.",
  "help.messages.column.place": "PLACE",
  "help.messages.column.event": "EVENT",
  "help.messages.column.cancels": "CANCELS PLACES",
  "help.messages.column.within": "OF",
  "help.messages.up-to": "1 to {place}",
  "help.messages.within.product": "the product",
  "help.messages.within.sale": "the sale",
  "help.messages.end":
    "A delay (NAME@24h) counts from the moment the vendor tells us. A message that could not go for {stale} after it was due\nis not sent any more: intg dispatch retry sends it all the same.",
  "help.outbox.intro":
    "Everything that goes outside stands in the outbox, in the same transaction as what caused it. intg listen sends it; where none\nruns, intg dispatch run does (from cron, with --for 55s for what is spaced). What goes to one destination about one person keeps\nits order: the next waits until the one before is sent, or failed for good.",
  "help.outbox.states": "States",
  "help.outbox.state.queued": "waits for its time, its turn or the next try; intg dispatch list says for what",
  "help.outbox.state.sending": "is under way; what a crash cut off is looked at again after a minute",
  "help.outbox.state.sent": "the destination said yes",
  "help.outbox.state.dead": "failed for good, and waits for you: intg dispatch retry, or drop",
  "help.outbox.state.dropped": "given up by you, or with its destination",
  "help.outbox.state.canceled": "needless since: intg help messages",
  "help.outbox.tries": "Tries",
  "help.outbox.schedule":
    "At once, then after {waits}: {n} in all, each wait up to a fifth shorter or longer.\nTried again is what had no answer, or HTTP 408, 423, 425, 429 or 5xx but 501. A Retry-After is kept up to twice the wait that\nwas due. Every other refusal, a redirect too, fails for good at once.",
  "help.outbox.circuit": "Circuit",
  "help.outbox.circuit-text":
    "When {percent} % of at least {outcomes} requests within {window} failed, a destination is left alone for {pause}; then one request shows\nwhether it is well again. No tries are used up meanwhile.",
  "help.outbox.repeats": "When nobody knows whether it worked",
  "help.outbox.repeats-text":
    "webhook     sent again with the same webhook-id, by which the receiver knows it\nleadlovers  tags and removals are sent again; before a lead is put into a funnel again, leadlovers is asked where it is\nmembers     sent again: access is set, not added to\nwhatsapp    never sent again by itself: it fails for good, and you look into the chat",
  "help.outbox.again": "The same again",
  "help.outbox.again-text":
    "The same action about the same event has the same id, whichever call told of it, so a repeated call sends nothing twice.\nintg rebuild sends nothing. intg replay EVENT --apply sends what that event never sent: what new rules, destinations or templates add.\nWhat a later event has overtaken is canceled, and intg dispatch retry leaves it alone.\nTest calls of a vendor's panel send nothing, unless intg credential set ... --act-on-tests.",
  "help.exit-codes.intro": "Scripts may rely on these.",
  "help.exit-codes.done": "done; help, version; a listener that was stopped",
  "help.simulate-words.intro": "Short words for intg simulate <provider> <event>. Triggers and the vendor's own names work too.",
  "help.security.text":
    "Credentials are encrypted with a key that lies beside the database (mode 0600), or in INTG_KEY. They are never printed,\nnever logged, and cut out of every call before it is stored.\n\nWithout a credential every call is refused with 401: nothing is accepted because something was forgotten.\nGive secrets by `--secret NAME=env:VARIABLE`, `file:PATH` or `stdin`, not in the command line, which others can read.\nTo rotate one: add the new value with --add, change it at the vendor, drop the old one with --retire.\n\nNames, e-mails, phones and documents are masked in every listing and in JSON; --show-pii shows them.\nThe stored calls hold them as they came, so keep the folder to yourself (its mode is 0700).",
  "help.home.text":
    "Everything lies in one folder: intg.db (products, rules, calls, events) and key (which opens the credentials).\nBack up both, apart from each other: the credentials open only with the key. It is chosen by --home DIR, else INTG_HOME, else the data folder of your user.\n\nSeveral homes are several independent installations: use one per client, and another to try things out.",
  "help.home.now": "Now: {home}",
} as const;
