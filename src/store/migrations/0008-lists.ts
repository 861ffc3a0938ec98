/** Lists by trigger, product and provider, which find a rare one among a million without reading the others. */
export const migration0008 = {
  number: 8,
  name: "lists",
  sql: `
ALTER TABLE events ADD COLUMN also TEXT;
UPDATE events SET also = (SELECT ' ' || group_concat(value, ' ') || ' ' FROM json_each(facts, '$.also'))
  WHERE json_valid(facts) AND json_array_length(facts, '$.also') > 0;

CREATE INDEX events_by_trigger ON events (trigger);
CREATE INDEX events_by_product ON events (product) WHERE product IS NOT NULL;
CREATE INDEX events_by_provider ON events (provider);
CREATE INDEX events_with_more ON events (seq, also) WHERE also IS NOT NULL;
`,
} as const;
