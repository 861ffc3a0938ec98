/** When events happened, and what for, as columns: what reports and lists look for. */
export const migration0005 = {
  number: 5,
  name: "time-of-events",
  sql: "",
} as const;
