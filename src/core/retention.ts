/** What is kept apart: each class has an age of its own after which it may go. */
export const RETENTION_CLASSES = ["calls", "dispatches", "refusals", "contacts"] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

export const AUDIT_KINDS = ["export", "erase", "purge", "policy"] as const;
/** What was done to people's data. */
export type AuditKind = (typeof AUDIT_KINDS)[number];
