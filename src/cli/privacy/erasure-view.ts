import type { ScrubResult } from "../../app/ports.ts";
import type { Erasure } from "../../app/privacy/erase.ts";
import type { Person } from "../../app/privacy/person.ts";
import type { MessageKey } from "../../messages/text.ts";
import { cell } from "../printable.ts";
import { alignRows, indent, padStart } from "../view/columns.ts";
import { contactJson } from "../view/contact.ts";
import type { View } from "../view/view.ts";

/** In the order in which people ask for them. */
const ROWS = [
  "contacts",
  "deliveries",
  "lookups",
  "queue",
  "events",
  "purchases",
  "grants",
  "tags",
  "memberships",
  "dispatches",
  "attempts",
  "effects",
  "event_keys",
] as const;

/** Who it is, as this view may show it: every e-mail, or what else there is. */
export function personText({ contacts, identifiers }: Person, who: string, view: View): string {
  const named = contacts.map((contact) => view.person(contact)).map(({ email, phone, name, id }) => email ?? phone ?? name ?? id);
  if (named.length > 0) return named.map(cell).join(", ");
  const { email } = view.person({ name: null, phone: null, document: null, email: [...identifiers.emails][0] ?? null });
  return cell(email ?? (view.showPii ? who : "***"));
}

export function erasureJson(erasure: Erasure, more: { readonly dryRun: boolean; readonly files: ScrubResult | null }, view: View) {
  const { person, rows, calls, told, vendors, audit } = erasure;
  return {
    dryRun: more.dryRun,
    contacts: person.contacts.map((contact) => contactJson(contact, view)),
    rows,
    calls,
    told,
    vendors,
    alike: person.alike.map((contact) => contactJson(contact, view)),
    audit,
    files: more.files === null ? null : { rewritten: more.files.isRewritten, remains: more.files.remains },
  };
}

/** What goes or went, what stays for others' sake, and who else knows the person. */
export function erasureView(erasure: Erasure, head: string, view: View): readonly string[] {
  const { rows, calls, told, vendors, person } = erasure;
  const { texts, style } = view;
  const count = (n: number) => texts.formats.number(n);
  const lines = [
    style.bold(head),
    ...counted(
      ROWS.map((table) => [rows[table] ?? 0, texts(`privacy.row.${table}`)] as const),
      view,
    ),
  ];
  const section = (title: MessageKey, body: readonly string[]) => {
    if (body.length > 0) lines.push("", style.bold(texts(title)), ...indent(body));
  };
  const shared: readonly (readonly [number, string])[] = [
    [calls.purged, texts("contact.erase.shared.purged")],
    [calls.masked, texts("contact.erase.shared.masked")],
  ];
  section(
    "contact.erase.shared",
    shared.filter(([n]) => n > 0).map(([n, text]) => `${count(n)}  ${text}`),
  );
  const destinations = told.map(({ destination, actions, lastAt }) => [
    cell(destination),
    texts("contact.erase.told.actions", { n: actions, at: view.local(lastAt) }),
  ]);
  const senders = vendors.map((vendor) => [cell(vendor), style.dim(texts("contact.erase.told.vendor"))]);
  section("contact.erase.told", alignRows([...destinations, ...senders]));
  section(
    "privacy.alike",
    alignRows(person.alike.map((contact) => view.person(contact)).map(({ email, name, id }) => [cell(email), cell(name), style.dim(id)])),
  );
  return lines;
}

/** Numbers under each other; what there is none of is left out. */
function counted(rows: readonly (readonly [number, string])[], { texts }: View): readonly string[] {
  const shown = rows.filter(([n]) => n > 0).map(([n, text]) => [texts.formats.number(n), text] as const);
  const width = Math.max(0, ...shown.map(([n]) => n.length));
  return indent(shown.map(([n, text]) => `${padStart(n, width)}  ${text}`));
}
