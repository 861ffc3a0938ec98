/**
 * Which deliveries were made from a vendor's sales history, not received. As original as the delivery: never derived, never
 * emptied, and gone with it.
 */
export const migration0007 = {
  number: 7,
  name: "repairs",
  sql: `
CREATE TABLE repairs (
  delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  -- Where the vendor told of it, \`GET /v3/transactions\`.
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
