import type { Database } from "better-sqlite3";

/**
 * Carries a product's new slug to everything that names it without a foreign key: rules, and what is derived from the
 * deliveries. Without it a buyer's access would stay under the old slug, where no later refund could take it back.
 *
 * Must run inside a transaction. Reads whole tables, which renaming is rare enough for.
 */
export function createProductRename(db: Database): (old: string, slug: string) => void {
  const statements = [
    `UPDATE rules SET product = @slug WHERE product = @old`,
    `UPDATE events SET product = @slug WHERE product = @old`,
    `UPDATE purchases SET product = @slug WHERE product = @old`,
    // A product of the new slug that was removed may have left rows of the same key.
    `UPDATE OR REPLACE effects SET target = @slug WHERE kind = 'access' AND target = @old`,
    `UPDATE OR REPLACE grants SET product = @slug WHERE product = @old`,
  ].map((sql) => db.prepare<{ old: string; slug: string }>(sql));
  return (old, slug) => {
    for (const statement of statements) statement.run({ old, slug });
  };
}
