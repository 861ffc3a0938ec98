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
] as const;
export type Topic = (typeof TOPICS)[number];
