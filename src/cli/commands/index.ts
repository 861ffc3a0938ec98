import type { CommandModule } from "../command.ts";

/** One row per command: its words, and where it lies. Summaries stand in the catalogue, so help loads none of them. */
export interface CommandEntry {
  readonly path: string;
  readonly load: () => Promise<CommandModule>;
}

/** The order in which help shows them. */
export const COMMANDS: readonly CommandEntry[] = [
  { path: "init", load: async () => (await import("./init.ts")).command },
  { path: "product add", load: async () => (await import("./product/add.ts")).command },
  { path: "product list", load: async () => (await import("./product/list.ts")).command },
  { path: "product show", load: async () => (await import("./product/show.ts")).command },
  { path: "product edit", load: async () => (await import("./product/edit.ts")).command },
  { path: "product remove", load: async () => (await import("./product/remove.ts")).command },
  { path: "product link", load: async () => (await import("./product/link.ts")).command },
  { path: "product unlink", load: async () => (await import("./product/unlink.ts")).command },
  { path: "credential set", load: async () => (await import("./credential/set.ts")).command },
  { path: "credential list", load: async () => (await import("./credential/list.ts")).command },
  { path: "credential show", load: async () => (await import("./credential/show.ts")).command },
  { path: "credential check", load: async () => (await import("./credential/check.ts")).command },
  { path: "credential remove", load: async () => (await import("./credential/remove.ts")).command },
  { path: "rule add", load: async () => (await import("./rule/add.ts")).command },
  { path: "rule list", load: async () => (await import("./rule/list.ts")).command },
  { path: "rule remove", load: async () => (await import("./rule/remove.ts")).command },
  { path: "rule test", load: async () => (await import("./rule/test.ts")).command },
  { path: "destination add", load: async () => (await import("./destination/add.ts")).command },
  { path: "destination list", load: async () => (await import("./destination/list.ts")).command },
  { path: "destination show", load: async () => (await import("./destination/show.ts")).command },
  { path: "destination edit", load: async () => (await import("./destination/edit.ts")).command },
  { path: "destination test", load: async () => (await import("./destination/test.ts")).command },
  { path: "destination map", load: async () => (await import("./destination/map.ts")).command },
  { path: "destination lookup", load: async () => (await import("./destination/lookup.ts")).command },
  { path: "destination remove", load: async () => (await import("./destination/remove.ts")).command },
  { path: "template set", load: async () => (await import("./template/set.ts")).command },
  { path: "template list", load: async () => (await import("./template/list.ts")).command },
  { path: "template show", load: async () => (await import("./template/show.ts")).command },
  { path: "template remove", load: async () => (await import("./template/remove.ts")).command },
  { path: "preset list", load: async () => (await import("./preset/list.ts")).command },
  { path: "preset on", load: async () => (await import("./preset/on.ts")).command },
  { path: "preset off", load: async () => (await import("./preset/off.ts")).command },
  { path: "capabilities", load: async () => (await import("./capabilities.ts")).command },
  { path: "advertiser add", load: async () => (await import("./advertiser/add.ts")).command },
  { path: "advertiser list", load: async () => (await import("./advertiser/list.ts")).command },
  { path: "advertiser edit", load: async () => (await import("./advertiser/edit.ts")).command },
  { path: "advertiser remove", load: async () => (await import("./advertiser/remove.ts")).command },
  { path: "advertiser import", load: async () => (await import("./advertiser/import.ts")).command },
  { path: "listing add", load: async () => (await import("./listing/add.ts")).command },
  { path: "listing list", load: async () => (await import("./listing/list.ts")).command },
  { path: "listing import", load: async () => (await import("./listing/import.ts")).command },
  { path: "export-zap-csv", load: async () => (await import("./export-zap-csv.ts")).command },
  { path: "listen", load: async () => (await import("./listen.ts")).command },
  { path: "expect", load: async () => (await import("./expect.ts")).command },
  { path: "simulate", load: async () => (await import("./simulate.ts")).command },
  { path: "replay", load: async () => (await import("./replay.ts")).command },
  { path: "conform", load: async () => (await import("./conform.ts")).command },
  { path: "rebuild", load: async () => (await import("./rebuild.ts")).command },
  { path: "event list", load: async () => (await import("./event/list.ts")).command },
  { path: "event show", load: async () => (await import("./event/show.ts")).command },
  { path: "event capture", load: async () => (await import("./event/capture.ts")).command },
  { path: "event tail", load: async () => (await import("./event/tail.ts")).command },
  { path: "explain", load: async () => (await import("./explain.ts")).command },
  { path: "contact list", load: async () => (await import("./contact/list.ts")).command },
  { path: "contact show", load: async () => (await import("./contact/show.ts")).command },
  { path: "dispatch list", load: async () => (await import("./dispatch/list.ts")).command },
  { path: "dispatch show", load: async () => (await import("./dispatch/show.ts")).command },
  { path: "dispatch retry", load: async () => (await import("./dispatch/retry.ts")).command },
  { path: "dispatch drop", load: async () => (await import("./dispatch/drop.ts")).command },
  { path: "dispatch run", load: async () => (await import("./dispatch/run.ts")).command },
  { path: "access list", load: async () => (await import("./access/list.ts")).command },
  { path: "access explain", load: async () => (await import("./access/explain.ts")).command },
  { path: "dump", load: async () => (await import("./dump.ts")).command },
  { path: "apply", load: async () => (await import("./apply.ts")).command },
  { path: "completion", load: async () => (await import("./completion.ts")).command },
  { path: "help", load: async () => (await import("./help.ts")).command },
];

/** Words that only group commands, `product` for `product add`. */
export function groupsOf(commands: readonly CommandEntry[]): readonly string[] {
  return [...new Set(commands.filter((entry) => entry.path.includes(" ")).map((entry) => entry.path.split(" ")[0] ?? ""))];
}
