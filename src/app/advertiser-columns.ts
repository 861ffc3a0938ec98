/** What a column of an advertiser file means to us. */
export type AdvertiserColumn = "document" | "url" | "sendLeadEmail" | "slug";

/** Forms of the file that Grupo ZAP has asked for over time, by the date it published them. */
export type AdvertiserForm = "current" | "2019-05-03" | "2019-05-14" | "2019-05-15" | "2019-07-17";

export interface AdvertiserColumns {
  readonly at: ReadonlyMap<AdvertiserColumn, number>;
  readonly form: AdvertiserForm;
  /** The forms with ORIGIN or CONTRACT had one row per portal, so that documents repeat. */
  readonly isPerPortal: boolean;
  /** Columns that are read over, as they are written. */
  readonly unused: readonly string[];
}

const COLUMNS: ReadonlyMap<string, AdvertiserColumn> = new Map([
  ["document", "document"],
  ["cpf/cnpj", "document"],
  ["cpf_cnpj", "document"],
  ["cnpj", "document"],
  ["cpf", "document"],
  ["url", "url"],
  ["url_de_integracao", "url"],
  ["url_de_integração", "url"],
  ["send_lead_email", "sendLeadEmail"],
  ["slug", "slug"],
]);

/** Columns that only one form had. */
const MARKS: ReadonlyMap<string, AdvertiserForm> = new Map([
  ["url_de_integracao", "2019-05-03"],
  ["url_de_integração", "2019-05-03"],
  ["email_error", "2019-05-14"],
  ["origin", "2019-05-15"],
  ["contract", "2019-07-17"],
]);

/** Reads a header; the order of columns and their case do not matter. */
export function advertiserColumns(header: readonly string[]): AdvertiserColumns {
  const names = header.map((name) => name.toLowerCase());
  const at = new Map<AdvertiserColumn, number>();
  const unused: string[] = [];
  for (const [place, name] of names.entries()) {
    const column = COLUMNS.get(name);
    if (column !== undefined && !at.has(column)) at.set(column, place);
    else unused.push(header[place] ?? "");
  }
  const form = names.map((name) => MARKS.get(name)).find((mark) => mark !== undefined) ?? "current";
  return { at, form, isPerPortal: form === "2019-05-15" || form === "2019-07-17", unused };
}
