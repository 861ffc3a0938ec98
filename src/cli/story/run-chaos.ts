import type { StoryCalls } from "../../app/story/calls.ts";
import { type ChaosReport, findDifferences } from "../../app/story/chaos.ts";
import { playStory } from "../../app/story/play.ts";
import type { Scenario } from "../../app/story/scenario.ts";
import { noticesOf } from "../../app/story/standing.ts";
import { startAnew } from "../../app/story/world.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import { seededRandom } from "../../core/random.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { chaosJson, chaosView } from "../view/chaos.ts";
import { viewOf } from "../view/view.ts";
import type { StoryScene } from "./stage.ts";

export interface ChaosWishes {
  readonly scene: StoryScene;
  readonly made: StoryCalls;
  readonly store: string;
  readonly seed: number;
}

/** Runs that a bar is drawn for; how many there will be is close enough. */
const RUNS_PER_CALL = 3;
const MORE_RUNS = 24;

/** Plays a story in every disorder and says which pair of calls, if any, has to come in order. Exit 8 when one has. */
export async function runChaos(scenario: Scenario, provider: ProviderAdapter, wishes: ChaosWishes, context: Context): Promise<void> {
  const { scene, made, store, seed } = wishes;
  const stage = { store: scene.store, ids: scene.ids, zone: VENDOR_ZONE, account: store, isMute: true } as const;
  const progress = await startProgress(context, RUNS_PER_CALL * made.calls.length + MORE_RUNS);
  let report: ChaosReport;
  try {
    report = await findDifferences(
      made.calls,
      seededRandom(seed),
      async (arrivals) => {
        await startAnew(scene.store);
        return noticesOf((await playStory(arrivals, provider, stage)).people);
      },
      () => progress.advance(),
    );
  } finally {
    progress.stop();
  }
  const view = viewOf(context);
  if (context.out.json) context.out.document(chaosJson(report, { title: scenario.title, provider: provider.id, seed }, view));
  else for (const line of chaosView(report, scenario, view)) context.out.line(line);
  if (report.differences.length > 0) context.fail(EXIT_CODES.check);
}
