/** `intg advertiser ...` */
export const advertiser = {
  "column.document": "DOCUMENT",
  "column.url": "URL",
  "column.send-lead-email": "SEND LEAD EMAIL",
  "column.closed": "CLOSED",
  "column.advertiser": "ADVERTISER",
  "column.code": "CODE",
  "list.option.limit": "at most this many (default: {rows} in a table, all with --json)",
  "list.more": "There may be more: intg {command} --after {after}",
  "import.argument.file": "CSV file; its header decides what each column is",

  "document.not_text": "it is not text",
  "document.empty": "it is empty",
  "document.bad_charset": "it has a character that none of them has",
  "document.bad_length": "it has neither 11 nor 14 characters",
  "document.repeated": "it is one digit repeated",
  "document.bad_check_digits": "its check digits do not fit",

  "advertiser.summary": "customers that receive Grupo ZAP leads",
  "advertiser.argument.slug": "short name; it stands in the URL that Grupo ZAP calls",
  "advertiser.option.document": "CPF or CNPJ, with or without its mask",
  "advertiser.option.url": "its integration URL (default: made of your public URL and the slug)",
  "advertiser.option.send-lead-email": "Grupo ZAP also mails each lead to it",
  "advertiser.option.closed": "answer 404, which makes Grupo ZAP delete the integration",
  "advertiser.bad-slug": "lower-case letters, digits, dots, dashes and underscores, at most 63",
  "advertiser.no-document": "--document is missing: the CPF or CNPJ of the advertiser.",
  "advertiser.closed-and-open": "--closed and --open say opposite things.",
  "advertiser.document-shared": "Advertiser {slug} has the same document; export-zap-csv refuses a document that stands twice.",

  "advertiser.add.summary": "register an advertiser",
  "advertiser.add.description": "Registers a customer. Its document is checked; it is shown by its last four characters only.",
  "advertiser.add.example":
    "intg advertiser add imobiliaria-sol --document 56.921.485/0001-00\nintg advertiser add casa-nova --document 529.982.247-25 --url https://crm.example.com/lead/casa-nova --send-lead-email",
  "advertiser.add.done": "Registered {slug}.",
  "advertiser.add.url": "Grupo ZAP is to call: https://<your address>/grupozap/lead/{slug}",
  "advertiser.add.own-url": "Grupo ZAP is to call: {url}",

  "advertiser.list.summary": "list advertisers",
  "advertiser.list.example": "intg advertiser list --show-pii",
  "advertiser.list.option.after": "only those after this slug",
  "advertiser.list.empty": "No advertisers yet. Register one: intg advertiser add <slug> --document CPF-or-CNPJ",

  "advertiser.edit.summary": "change an advertiser",
  "advertiser.edit.description":
    "Changes the fields that are given and leaves the others. An empty --url goes back to the one made of the slug.",
  "advertiser.edit.example": "intg advertiser edit imobiliaria-sol --no-send-lead-email --open",
  "advertiser.edit.option.no-send-lead-email": "Grupo ZAP does not mail the leads",
  "advertiser.edit.option.open": "answer its leads again",
  "advertiser.edit.done": "Changed {slug}.",

  "advertiser.remove.summary": "remove an advertiser with its listings",
  "advertiser.remove.description": "Removes a customer with its listings; leads for it are then kept as unmatched. Asks first.",
  "advertiser.remove.example": "intg advertiser remove imobiliaria-sol --yes",
  "advertiser.remove.confirm": "Remove advertiser {slug} with its listings",
  "advertiser.remove.done": "Removed {slug} with its listings.",

  "advertiser.import.summary": "register or change many advertisers from a CSV file",
  "advertiser.import.description":
    "Reads DOCUMENT, URL, SEND_LEAD_EMAIL and SLUG, in any order; the last three may be missing. The forms of 2019 are read too. Without SLUG the name is the last part of the URL when no other row has it, else the document. Every bad row is listed, and then nothing is imported.",
  "advertiser.import.example":
    "printf 'DOCUMENT,URL,SEND_LEAD_EMAIL\\n56921485000100,https://crm.example.com/lead/sol,false\\n' > anunciantes.csv\nintg advertiser import anunciantes.csv",
  "advertiser.import.old-form": "Read as the form that Grupo ZAP published on {form}.",
  "advertiser.import.unused": "Columns that were read over: {columns}",
  "advertiser.import.merged": "{n} {n:row|rows} said the same of another portal and {n:was|were} merged.",
  "advertiser.import.done": "Imported: {added} new, {updated} changed or as they were.",
} as const;
