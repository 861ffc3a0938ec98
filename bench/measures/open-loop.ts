import { join } from "node:path";
import { startListening, startWorker } from "../frame/children.ts";
import { makeHome } from "../frame/home.ts";
import type { Measure } from "../frame/measure.ts";
import { median, pairedRatio } from "../frame/stats.ts";
import type { LoadAnswer, LoadOrder } from "../processes/load.ts";

const RATE = 1000;

/** Answer times at a steady rate, counted from when each call was due: a slow answer makes the next ones late too. */
export const openLoop: Measure = {
  name: "open-loop",
  title: `Open loop, ${RATE} calls/s, latency from the scheduled time`,
  async run({ product, folder, quick, say }) {
    const home = join(folder, "home");
    await makeHome(product, home, 5);
    const bare = await startWorker("server.ts", ["bare"]);
    const listener = await startListening(product.bin, home);
    const load = await startWorker("load.ts", [product.root, "1"]);
    const { port } = await bare.ask<{ port: number }>({});
    const slice = (to: number) =>
      load.ask<LoadAnswer>({ port: to, connections: 64, ms: quick ? 800 : 3000, rate: RATE } satisfies LoadOrder);
    const slices: { readonly bare: LoadAnswer[]; readonly listen: LoadAnswer[] } = { bare: [], listen: [] };
    try {
      await slice(listener.port);
      for (let round = 0; round < (quick ? 5 : 11); round += 1) {
        slices.bare.push(await slice(port));
        slices.listen.push(await slice(listener.port));
        say(`open loop round ${round + 1}`);
      }
    } finally {
      for (const one of [load, bare, listener]) await one.stop();
    }
    return (["p50", "p99"] as const).map((name) => {
      const [ours, theirs] = [slices.listen.map((one) => one[name]), slices.bare.map((one) => one[name])];
      const detail = `${median(ours).toFixed(2)} ms against ${median(theirs).toFixed(2)} ms`;
      return { what: `listen ${name} / bare ${name}`, value: pairedRatio(ours, theirs), unit: "x", goal: 3, higherIsBetter: false, detail };
    });
  },
};
