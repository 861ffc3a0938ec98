import type { CommandModule } from "../command.ts";

/** One row per command: its words, and where it lies. Summaries stand in the catalogue, so help loads none of them. */
export interface CommandEntry {
  readonly path: string;
  readonly load: () => Promise<CommandModule>;
}

/** The order in which help shows them. */
export const COMMANDS: readonly CommandEntry[] = [
  { path: "listen", load: async () => (await import("./listen.ts")).command },
  { path: "simulate", load: async () => (await import("./simulate.ts")).command },
  { path: "replay", load: async () => (await import("./replay.ts")).command },
  { path: "rebuild", load: async () => (await import("./rebuild.ts")).command },
  { path: "event list", load: async () => (await import("./event/list.ts")).command },
  { path: "event show", load: async () => (await import("./event/show.ts")).command },
  { path: "event tail", load: async () => (await import("./event/tail.ts")).command },
  { path: "explain", load: async () => (await import("./explain.ts")).command },
  { path: "contact list", load: async () => (await import("./contact/list.ts")).command },
  { path: "contact show", load: async () => (await import("./contact/show.ts")).command },
  { path: "access list", load: async () => (await import("./access/list.ts")).command },
  { path: "access explain", load: async () => (await import("./access/explain.ts")).command },
  { path: "completion", load: async () => (await import("./completion.ts")).command },
  { path: "help", load: async () => (await import("./help.ts")).command },
];

/** Words that only group commands, `product` for `product add`. */
export function groupsOf(commands: readonly CommandEntry[]): readonly string[] {
  return [...new Set(commands.filter((entry) => entry.path.includes(" ")).map((entry) => entry.path.split(" ")[0] ?? ""))];
}
