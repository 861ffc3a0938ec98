/** What `intg help` explains beside the commands. */
export const TOPICS = [
  "triggers",
  "conditions",
  "providers",
  "destinations",
  "messages",
  "outbox",
  "exit-codes",
  "simulate-words",
  "security",
  "home",
  "maestrus",
  "entrega-digital",
] as const;
export type Topic = (typeof TOPICS)[number];
