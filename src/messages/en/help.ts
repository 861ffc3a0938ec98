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
    "Explains a topic, or shows the help of a command.\nTopics: triggers, conditions, providers, exit-codes, simulate-words, security, home",
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
  "help.exit-codes.intro": "Scripts may rely on these.",
  "help.exit-codes.done": "done; help, version; a listener that was stopped",
  "help.simulate-words.intro": "Short words for intg simulate <provider> <event>. Triggers and the vendor's own names work too.",
  "help.security.text":
    "Credentials are encrypted with a key that lies beside the database (mode 0600), or in INTG_KEY. They are never printed,\nnever logged, and cut out of every call before it is stored.\n\nWithout a credential every call is refused with 401: nothing is accepted because something was forgotten.\nGive secrets by `--secret NAME=env:VARIABLE`, `file:PATH` or `stdin`, not in the command line, which others can read.\nTo rotate one: add the new value with --add, change it at the vendor, drop the old one with --retire.\n\nNames, e-mails, phones and documents are masked in every listing and in JSON; --show-pii shows them.\nThe stored calls hold them as they came, so keep the folder to yourself (its mode is 0700).",
  "help.home.text":
    "Everything lies in one folder: intg.db (products, rules, calls, events) and key (which opens the credentials).\nBack up both, apart from each other: the credentials open only with the key. It is chosen by --home DIR, else INTG_HOME, else the data folder of your user.\n\nSeveral homes are several independent installations: use one per client, and another to try things out.",
  "help.home.now": "Now: {home}",
} as const;
