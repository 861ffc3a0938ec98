import { type StoryCalls, storyCalls } from "../../app/story/calls.ts";
import { judgeEnds } from "../../app/story/ends.ts";
import { emailOf } from "../../app/story/people.ts";
import { inOrder, playStory } from "../../app/story/play.ts";
import { FIRST_PERSON, type Scenario } from "../../app/story/scenario.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES, IntgError } from "../../core/errors.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { printCalls } from "../simulate/print-calls.ts";
import { sendCalls } from "../simulate/send-calls.ts";
import { openStage } from "../simulate/stage.ts";
import { readStoreName } from "../store-name.ts";
import { storyJson, storyView, type ToldStory } from "../view/story.ts";
import { viewOf } from "../view/view.ts";
import { runChaos } from "./run-chaos.ts";
import { openScenario, scenarioNames } from "./scenario-files.ts";
import { type StoryScene, sampleReader, setScene } from "./stage.ts";

/** What `simulate` knows of the line before it looks at the story. */
export interface StoryWish {
  /** Name or path; undefined to list them. */
  readonly scenario: string | undefined;
  readonly seed: number;
  readonly at: string;
}

/** Plays a story here, or sends or prints its calls. */
export async function runStory(provider: ProviderAdapter, wish: StoryWish, input: Input, context: Context): Promise<void> {
  if (wish.scenario === undefined) return listScenarios(context);
  const scenario = await openScenario(wish.scenario, context.texts);
  const store = readStoreName(input, context.texts);
  const named = input.list("product");
  const to = input.text("to");
  const form = input.oneOf("print", ["http", "curl"]);
  const scene = await setScene(scenario, provider, { store, named }, context);
  const made = callsOf(scenario, provider, scene, wish, input);
  if (made.calls.length === 0) throw new IntgError("INTG_STORY_NOT_TOLD", { title: provider.title, scenario: wish.scenario });
  const calls = made.calls.map(({ call }) => call);
  sayLeftOut(made, provider, context);
  if (form !== undefined || to !== undefined) sayProducts(scene, context);
  if (form !== undefined) return printCalls(calls, provider, { form, to, store }, context);
  if (to !== undefined) {
    const stage = await openStage(provider, { store, mustBeReal: true }, context);
    const times = made.calls.map(({ at }) => at);
    return sendCalls(calls, provider, { to, store, stage, serve: null, sender: input.flag("sender"), times }, context);
  }
  sayScene(scene, provider, context);
  if (input.flag("chaos")) return runChaos(scenario, provider, { scene, made, store, seed: wish.seed }, context);
  const stage = { store: scene.store, ids: scene.ids, zone: VENDOR_ZONE, account: store };
  const played = await playStory(inOrder(made.calls), provider, stage);
  const names = {
    products: productsOf(scene),
    transactions: made.transactions,
    email: emailOf(FIRST_PERSON, input.text("email")),
  };
  const checks = judgeEnds(scenario.ends, played, names, made.leftOut);
  report({ scenario, provider, begin: wish.at, isSample: scene.isSample, made, played, checks }, wish, context);
}

function report(story: ToldStory, wish: StoryWish, context: Context): void {
  const view = viewOf(context);
  if (context.out.json) context.out.document(storyJson(story, { name: wish.scenario ?? "", seed: wish.seed }, view));
  else for (const line of storyView(story, view)) context.out.line(line);
  if (story.checks.some(({ verdict }) => verdict === "failed")) context.fail(EXIT_CODES.check);
}

function callsOf(scenario: Scenario, provider: ProviderAdapter, scene: StoryScene, wish: StoryWish, input: Input): StoryCalls {
  return storyCalls(scenario, provider, sampleReader(provider), {
    begin: wish.at,
    seed: wish.seed,
    zone: VENDOR_ZONE,
    email: input.text("email"),
    productFor: (number, isSubscription) => scene.products.find((one) => one.number === number && one.isSubscription === isSubscription),
  });
}

function productsOf({ products }: StoryScene): readonly (string | undefined)[] {
  const most = Math.max(-1, ...products.map(({ number }) => number));
  return Array.from({ length: most + 1 }, (_, number) => products.find((one) => one.number === number)?.link.product);
}

function sayLeftOut({ leftOut }: StoryCalls, { title }: ProviderAdapter, { out, texts }: Context): void {
  const events = [...new Set(leftOut.map(({ event }) => event))];
  if (events.length > 0) out.say(out.styleErr.yellow(texts("story.left-out", { title, events: events.join(", ") })));
}

function sayScene(scene: StoryScene, { title }: ProviderAdapter, context: Context): void {
  const { out, texts } = context;
  out.say(out.styleErr.dim(texts(scene.isSample ? "story.sample-world" : "story.own-world", { title })));
  sayProducts(scene, context);
}

/** In a sample world they are all made up, which goes without saying. */
function sayProducts({ isSample, products }: StoryScene, { out, texts }: Context): void {
  if (isSample) return;
  for (const { number, link, isSample: isMadeUp } of products) {
    const params = { number: number + 1, product: link.product, externalId: link.externalId };
    out.say(out.styleErr.dim(texts(isMadeUp ? "story.made-up-product" : "story.chosen-product", params)));
  }
}

async function listScenarios({ out, texts }: Context): Promise<void> {
  const rows: { readonly name: string; readonly title: string; readonly description: string | null }[] = [];
  for (const name of scenarioNames()) {
    const { title, description } = await openScenario(name, texts);
    rows.push({ name, title, description });
  }
  if (out.json) return out.document(rows);
  await out.table(
    [texts("story.head.name"), texts("story.head.title")],
    rows.map(({ name, title }) => [name, title]),
    "",
  );
  out.say(`\n${out.styleErr.dim(texts("story.list-hint"))}`);
}
