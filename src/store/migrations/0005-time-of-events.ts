/**
 * When events happened, and what of them is counted, as columns; and all of it in one index by trigger and time, so that a report
 * reads neither facts nor decisions, which are ten times as long, and of what it does not count nothing at all.
 */
export const migration0005 = {
  number: 5,
  name: "time-of-events",
  sql: `
-- The vendor's time, where it told none the arrival.
ALTER TABLE events ADD COLUMN happened_at TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN is_test INTEGER NOT NULL DEFAULT 0 CHECK (is_test IN (0, 1));
-- The vendor's id of the product, linked or not.
ALTER TABLE events ADD COLUMN external_product TEXT;
-- A further item of a sale whose amount the first one carries.
ALTER TABLE events ADD COLUMN is_extra INTEGER NOT NULL DEFAULT 0 CHECK (is_extra IN (0, 1));
-- The number of the charge from the second on: some formats send renewals under one transaction.
ALTER TABLE events ADD COLUMN charge INTEGER;
-- What the event means for a subscription, by its trigger or besides.
ALTER TABLE events ADD COLUMN subscription_step TEXT CHECK (subscription_step IN ('started', 'renewed'));
ALTER TABLE events ADD COLUMN is_partial INTEGER NOT NULL DEFAULT 0 CHECK (is_partial IN (0, 1));
ALTER TABLE events ADD COLUMN amount_minor INTEGER;
ALTER TABLE events ADD COLUMN currency TEXT;
ALTER TABLE events ADD COLUMN method TEXT;
-- [utm_source, utm_medium, utm_campaign, src, sck] as JSON; null when it tells none of them.
ALTER TABLE events ADD COLUMN tracking TEXT;
-- [origin, channel, transactionType, temperature, subtype, listing] as JSON.
ALTER TABLE events ADD COLUMN lead TEXT;

UPDATE events SET
  happened_at = coalesce(facts ->> '$.occurredAt', received_at),
  is_test = coalesce(facts ->> '$.isTest', 0),
  external_product = facts ->> '$.product.externalId',
  is_extra = coalesce(facts ->> '$.transaction.parentId' = facts ->> '$.transaction.id', 0),
  charge = CASE WHEN facts ->> '$.transaction.recurrence' > 1 THEN facts ->> '$.transaction.recurrence' END,
  subscription_step = CASE
    WHEN trigger = 'subscription.renewed' OR EXISTS (SELECT 1 FROM json_each(facts, '$.also') WHERE value = 'subscription.renewed') THEN 'renewed'
    WHEN trigger = 'subscription.started' OR EXISTS (SELECT 1 FROM json_each(facts, '$.also') WHERE value = 'subscription.started') THEN 'started'
  END,
  is_partial = coalesce(facts ->> '$.isPartialRefund', 0),
  amount_minor = facts ->> '$.amount.minor',
  currency = facts ->> '$.amount.currency',
  method = facts ->> '$.payment.method',
  tracking = CASE
    WHEN coalesce(facts ->> '$.tracking.utm_source', facts ->> '$.tracking.utm_medium', facts ->> '$.tracking.utm_campaign',
      facts ->> '$.tracking.src', facts ->> '$.tracking.sck') IS NOT NULL
    THEN json_array(substr(facts ->> '$.tracking.utm_source', 1, 200), substr(facts ->> '$.tracking.utm_medium', 1, 200),
      substr(facts ->> '$.tracking.utm_campaign', 1, 200), substr(facts ->> '$.tracking.src', 1, 200), substr(facts ->> '$.tracking.sck', 1, 200))
  END,
  lead = CASE
    WHEN facts ->> '$.lead' IS NOT NULL
    THEN json_array(facts ->> '$.lead.origin', facts ->> '$.lead.channel', facts ->> '$.lead.transactionType',
      facts ->> '$.lead.temperature', facts ->> '$.lead.subtype', facts ->> '$.lead.listing')
  END
WHERE json_valid(facts);
UPDATE events SET happened_at = received_at WHERE happened_at = '';

CREATE INDEX events_in_time ON events (trigger, happened_at, provider, store, status, is_test, product, external_product, transaction_id,
  charge, is_extra, is_partial, subscription_step, amount_minor, currency, contact_id, tracking, lead, advertiser);
`,
} as const;
