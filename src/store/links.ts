import type { Database } from "better-sqlite3";
import type { ProductStore } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import type { Link, LinkKind } from "../core/product.ts";
import { configurationChange } from "./configuration.ts";
import { isReferenceMissing } from "./errors.ts";

/** What a link is found by. No offer and no plan are '' here, so that the primary key covers them. */
interface LinkKeyRow {
  readonly product: string;
  readonly provider: string;
  readonly store: string;
  readonly external_id: string;
  readonly offer: string;
  readonly plan: string;
}

interface LinkRow extends LinkKeyRow {
  readonly kind: LinkKind;
  readonly release_on_boleto: number;
  readonly block_on_cancel: number;
}

type LinkKey = Parameters<ProductStore["unlink"]>[0];

/** The links of `ProductStore`. An unknown product throws INTG_PRODUCT_NOT_FOUND. */
export function createLinkStore(db: Database): Pick<ProductStore, "links" | "link" | "unlink"> {
  const change = configurationChange(db);

  const selectAll = db.prepare<[], LinkRow>("SELECT * FROM links ORDER BY product, provider, store, external_id, offer, plan");
  async function links(): Promise<readonly Link[]> {
    return selectAll.all().map(linkFromRow);
  }

  const selectOwner = db
    .prepare<LinkKeyRow, string>(`
      SELECT product FROM links
      WHERE provider = @provider AND store = @store AND external_id = @external_id AND offer = @offer AND plan = @plan`)
    .pluck();
  const upsert = db.prepare<LinkRow>(`
    INSERT INTO links (product, provider, store, external_id, offer, plan, kind, release_on_boleto, block_on_cancel)
    VALUES (@product, @provider, @store, @external_id, @offer, @plan, @kind, @release_on_boleto, @block_on_cancel)
    ON CONFLICT DO UPDATE
    SET kind = @kind, release_on_boleto = @release_on_boleto, block_on_cancel = @block_on_cancel
    WHERE (kind, release_on_boleto, block_on_cancel) IS NOT (@kind, @release_on_boleto, @block_on_cancel)`);
  async function link(wanted: Link): Promise<{ takenBy: string } | null> {
    const row = linkRow(wanted);
    return refusingUnknownProduct(wanted, () =>
      change(() => {
        const owner = selectOwner.get(row);
        if (owner !== undefined && owner !== wanted.product) return { takenBy: owner };
        upsert.run(row);
        return null;
      }),
    );
  }

  const deleteOne = db.prepare<LinkKeyRow>(`
    DELETE FROM links
    WHERE product = @product AND provider = @provider AND store = @store AND external_id = @external_id
      AND offer = @offer AND plan = @plan`);
  async function unlink(key: LinkKey): Promise<boolean> {
    return change(() => deleteOne.run(keyRow(key)).changes > 0);
  }

  return { links, link, unlink };
}

function refusingUnknownProduct<T>(link: Link, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isReferenceMissing(error)) throw error;
    throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug: link.product }, { cause: error });
  }
}

function keyRow(key: LinkKey): LinkKeyRow {
  const { product, provider, store, externalId, offer, plan } = key;
  return { product, provider, store, external_id: externalId, offer: offer ?? "", plan: plan ?? "" };
}

function linkRow(link: Link): LinkRow {
  return {
    ...keyRow(link),
    kind: link.kind,
    release_on_boleto: Number(link.releaseOnBoleto),
    block_on_cancel: Number(link.blockOnCancel),
  };
}

function linkFromRow(row: LinkRow): Link {
  return {
    product: row.product,
    provider: row.provider,
    store: row.store,
    externalId: row.external_id,
    offer: row.offer === "" ? null : row.offer,
    plan: row.plan === "" ? null : row.plan,
    kind: row.kind,
    releaseOnBoleto: row.release_on_boleto === 1,
    blockOnCancel: row.block_on_cancel === 1,
  };
}
