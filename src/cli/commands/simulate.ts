import { requireProvider } from "../../app/require-provider.ts";
import { buildCalls, type CallWishes, nativeEventOf } from "../../app/simulate.ts";
import { IntgError } from "../../core/errors.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import { type CommandModule, repeatable } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { printEventTable } from "../simulate/event-table.ts";
import { printCalls } from "../simulate/print-calls.ts";
import { runHere } from "../simulate/run-here.ts";
import { sendCalls } from "../simulate/send-calls.ts";
import { showSender } from "../simulate/show-sender.ts";
import { chooseLink, openStage } from "../simulate/stage.ts";
import { readStoreName } from "../store-name.ts";

const MAX_COUNT = 100_000;
const MAX_SEED = 4_294_967_295;

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<provider>", texts("simulate.argument.provider"))
      .argument("[event]", texts("simulate.argument.event"))
      .option("--list", texts("simulate.option.list"))
      .option("--store <name>", texts("simulate.option.store"), DEFAULT_STORE)
      .option("--product <slug>", texts("simulate.option.product"), repeatable, [])
      .option("--email <address>", texts("simulate.option.email"))
      .option("--transaction <id>", texts("simulate.option.transaction"))
      .option("--set <path=value>", texts("simulate.option.set"), repeatable, [])
      .option("--count <n>", texts("simulate.option.count"), "1")
      .option("--seed <n>", texts("simulate.option.seed"))
      .option("--to <url>", texts("simulate.option.to"))
      .option("--sender", texts("simulate.option.sender"))
      .option("--serve [port]", texts("simulate.option.serve"))
      .option("--commit", texts("simulate.option.commit"))
      .option("--scenario [name]", texts("simulate.option.scenario"))
      .option("--chaos", texts("simulate.option.chaos"))
      .option("--print <form>", texts("simulate.option.print"));
  },

  async run(context, input) {
    const provider = requireProvider(input.argument("provider"));
    if (input.flag("list")) return printEventTable(provider, context);
    if (input.flag("sender") && isAboutSender(input, context)) return showSender(provider, context);
    if (input.flag("scenario") || input.text("scenario") !== undefined) return playScenario(provider, input, context);
    if (input.flag("chaos"))
      throw new IntgError("INTG_MISSING_VALUE", { what: context.texts("story.chaos-alone"), flag: "--scenario NAME" });
    const word = input.maybeArgument("event");
    if (word === undefined)
      throw new IntgError("INTG_MISSING_VALUE", {
        what: context.texts("simulate.no-event"),
        flag: `intg simulate ${provider.id} purchase`,
      });
    const form = input.oneOf("print", ["http", "curl"]);
    const event = nativeEventOf(provider, word);
    const fixture = { request: readFixture(provider.id, event.fixture).request, document: readFixtureDocument(provider.id, event.fixture) };
    const store = readStoreName(input, context.texts);
    const to = input.text("to");
    const mustBeReal = form === undefined && (input.flag("commit") || to !== undefined);
    const stage = await openStage(provider, { store, mustBeReal }, context);
    const link = await chooseLink(provider, event, { store, product: onlyProduct(input), stage }, context);
    const calls = buildCalls(provider, fixture, { ...wishesOf(input, context), link });
    if (form !== undefined) return printCalls(calls, provider, { form, to, store }, context);
    const serve = readServe(input);
    if (serve !== null && to === undefined)
      throw new IntgError("INTG_MISSING_VALUE", { what: context.texts("simulate.serve-needs-to"), flag: "--to" });
    if (to !== undefined) return sendCalls(calls, provider, { to, store, stage, serve, sender: input.flag("sender") }, context);
    return runHere(calls, provider, { store, stage, keep: input.flag("commit") }, context);
  },
};

/**
 * Whether `--sender` asks how the vendor sends, since nothing is named to be sent.
 *
 * @throws INTG_MISSING_VALUE when something is, and no address to send it to.
 */
function isAboutSender(input: Input, { texts }: Context): boolean {
  const form = input.text("print");
  if (form !== undefined) throw input.badValue("print", form, texts("sender.not-printed"));
  const isNamed = input.maybeArgument("event") !== undefined || input.flag("scenario") || input.text("scenario") !== undefined;
  if (input.text("to") !== undefined) return false;
  if (isNamed) throw new IntgError("INTG_MISSING_VALUE", { what: texts("sender.needs-to"), flag: "--to URL" });
  return true;
}

/** Nothing that says what one call is to be like goes with a story, which says it of each. */
async function playScenario(provider: ProviderAdapter, input: Input, context: Context): Promise<void> {
  const given = [
    ["commit", input.flag("commit"), "story.not-kept"],
    ["to", input.flag("chaos") && input.text("to") !== undefined, "story.chaos-here"],
    ["transaction", input.text("transaction") !== undefined, "story.says-itself"],
    ["set", input.list("set").length > 0, "story.says-itself"],
    ["count", input.text("count") !== "1", "story.says-itself"],
    ["serve", readServe(input) !== null, "story.says-itself"],
  ] as const;
  const wrong = given.find(([, isGiven]) => isGiven);
  if (wrong !== undefined) throw input.badValue(wrong[0], "--scenario", context.texts(wrong[2]));
  const event = input.maybeArgument("event");
  if (event !== undefined) throw input.badValue("scenario", event, context.texts("story.no-event"));
  const { runStory } = await import("../story/run.ts");
  return runStory(provider, { scenario: input.text("scenario"), ...beginOf(input, context) }, input, context);
}

function onlyProduct(input: Input): string | undefined {
  const [first, second] = input.list("product");
  if (second !== undefined) throw input.badValue("product", second, "--scenario");
  return first;
}

/** With a seed the bytes are the same on every day, so the time is too. */
function beginOf(input: Input, context: Context): { readonly seed: number; readonly at: string } {
  const seed = input.integer("seed", { min: 0, max: MAX_SEED });
  return { seed: seed ?? Math.floor(Math.random() * MAX_SEED), at: seed === undefined ? context.clock.now() : SEEDED_AT };
}

function wishesOf(input: Input, context: Context): Omit<CallWishes, "link"> {
  return {
    ...beginOf(input, context),
    count: input.integer("count", { min: 1, max: MAX_COUNT }) ?? 1,
    email: input.text("email"),
    transaction: input.text("transaction"),
    sets: input.list("set").map((assignment) => {
      const [path, ...value] = assignment.split("=");
      if (path === undefined || path === "" || value.length === 0) throw input.badValue("set", assignment, "path=value");
      return { path, value: value.join("=") };
    }),
  };
}

/** The port to stand in for the vendor's API on: null without `--serve`, undefined for the one the store is set to. */
function readServe(input: Input): number | undefined | null {
  if (input.flag("serve")) return undefined;
  return input.integer("serve", { min: 0, max: 65_535 }) ?? null;
}

const SEEDED_AT = "2026-11-03T12:00:00.000Z";
