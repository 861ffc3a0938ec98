/** Which calls were made from a vendor's sales history, not received. */
export const migration0007 = {
  number: 7,
  name: "repairs",
  sql: "",
} as const;
