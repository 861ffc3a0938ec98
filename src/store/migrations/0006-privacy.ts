/** What was erased and purged, and how long each class of data is kept. */
export const migration0006 = {
  number: 6,
  name: "privacy",
  sql: "",
} as const;
