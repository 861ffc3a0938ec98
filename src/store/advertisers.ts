import type { Database } from "better-sqlite3";
import type { Advertiser, AdvertiserStore } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import { configurationChange } from "./configuration.ts";
import { guardedStore, isKeyTaken } from "./errors.ts";
import { createListingStore } from "./listings.ts";

export interface AdvertiserRow {
  readonly slug: string;
  readonly document: string;
  readonly url: string | null;
  readonly send_lead_email: number;
  readonly closed: number;
}

/** A slug that is taken throws INTG_ADVERTISER_EXISTS, an unknown one INTG_ADVERTISER_NOT_FOUND. */
export function createAdvertiserStore(db: Database): AdvertiserStore {
  const change = configurationChange(db);

  const insert = db.prepare<AdvertiserRow>(`
    INSERT INTO advertisers (slug, document, url, send_lead_email, closed)
    VALUES (@slug, @document, @url, @send_lead_email, @closed)`);
  async function add(advertiser: Advertiser): Promise<void> {
    refusingTakenSlug(advertiser, () => change(() => insert.run(advertiserRow(advertiser))));
  }

  const upsert = db.prepare<AdvertiserRow>(`
    INSERT INTO advertisers (slug, document, url, send_lead_email, closed)
    VALUES (@slug, @document, @url, @send_lead_email, @closed)
    ON CONFLICT DO UPDATE SET document = @document, url = @url, send_lead_email = @send_lead_email, closed = @closed
    WHERE (document, url, send_lead_email, closed) IS NOT (@document, @url, @send_lead_email, @closed)`);
  async function importMany(advertisers: readonly Advertiser[]): Promise<void> {
    change(() => {
      for (const advertiser of advertisers) upsert.run(advertiserRow(advertiser));
    });
  }

  const selectOne = db.prepare<{ slug: string }, AdvertiserRow>("SELECT * FROM advertisers WHERE slug = @slug");
  async function find(slug: string): Promise<Advertiser | undefined> {
    const row = selectOne.get({ slug });
    return row === undefined ? undefined : advertiserFromRow(row);
  }

  const selectByDocument = db.prepare<{ document: string }, AdvertiserRow>("SELECT * FROM advertisers WHERE document = @document LIMIT 2");
  /** Undefined also when several have it: a lead must not be given to one of them by chance. */
  async function findByDocument(document: string): Promise<Advertiser | undefined> {
    const [row, another] = selectByDocument.all({ document });
    return row === undefined || another !== undefined ? undefined : advertiserFromRow(row);
  }

  // The index alone finds the candidates, a few; only those are looked up.
  const selectShared = db
    .prepare<[], string>(`
      SELECT document FROM (SELECT document FROM advertisers GROUP BY document HAVING count(*) > 1) AS candidate
      WHERE (SELECT count(*) FROM advertisers AS other WHERE other.document = candidate.document AND other.closed = 0) > 1
      ORDER BY document`)
    .pluck();
  async function sharedDocuments(): Promise<readonly string[]> {
    return selectShared.all();
  }

  const replace = db.prepare<AdvertiserRow & { old: string }>(`
    UPDATE advertisers
    SET slug = @slug, document = @document, url = @url, send_lead_email = @send_lead_email, closed = @closed
    WHERE slug = @old
      AND (slug, document, url, send_lead_email, closed) IS NOT (@slug, @document, @url, @send_lead_email, @closed)`);
  async function update(slug: string, advertiser: Advertiser): Promise<void> {
    refusingTakenSlug(advertiser, () =>
      change(() => {
        if (selectOne.get({ slug }) === undefined) throw new IntgError("INTG_ADVERTISER_NOT_FOUND", { slug });
        replace.run({ ...advertiserRow(advertiser), old: slug });
      }),
    );
  }

  const deleteOne = db.prepare<{ slug: string }>("DELETE FROM advertisers WHERE slug = @slug");
  async function remove(slug: string): Promise<boolean> {
    return change(() => deleteOne.run({ slug }).changes > 0);
  }

  const selectPage = db.prepare<{ after: string; limit: number }, AdvertiserRow>(
    "SELECT * FROM advertisers WHERE slug > @after ORDER BY slug LIMIT @limit",
  );
  async function list(page: { after: string | null; limit: number }): Promise<readonly Advertiser[]> {
    return selectPage.all({ after: page.after ?? "", limit: page.limit }).map(advertiserFromRow);
  }

  const countAll = db.prepare<[], number>("SELECT count(*) FROM advertisers").pluck();
  async function count(): Promise<number> {
    return countAll.get() ?? 0;
  }

  const own = { add, importMany, find, findByDocument, sharedDocuments, update, remove, list, count };
  return guardedStore(db, { ...own, ...createListingStore(db) });
}

function refusingTakenSlug(advertiser: Advertiser, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    throw new IntgError("INTG_ADVERTISER_EXISTS", { slug: advertiser.slug }, { cause: error });
  }
}

function advertiserRow(advertiser: Advertiser): AdvertiserRow {
  const { slug, document, url, sendLeadEmail, closed } = advertiser;
  return { slug, document, url, send_lead_email: Number(sendLeadEmail), closed: Number(closed) };
}

export function advertiserFromRow(row: AdvertiserRow): Advertiser {
  return {
    slug: row.slug,
    document: row.document,
    url: row.url,
    sendLeadEmail: row.send_lead_email === 1,
    closed: row.closed === 1,
  };
}
