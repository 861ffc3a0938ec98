import { carryOut } from "../../app/init/carry-out.ts";
import { type ProofSubject, proveSetup } from "../../app/init/prove.ts";
import type { SetupWishes } from "../../app/init/wishes.ts";
import type { Store } from "../../app/ports.ts";
import type { SimulationWorld } from "../../app/simulate.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES, IntgError } from "../../core/errors.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import type { CommandModule } from "../command.ts";
import type { Context } from "../context.ts";
import { askAccount, askProvider, webhookUrl } from "../init/ask-account.ts";
import { askActions } from "../init/ask-actions.ts";
import { askAdvertiser } from "../init/ask-advertiser.ts";
import { askLink } from "../init/ask-link.ts";
import { askProduct } from "../init/ask-product.ts";
import { askSecrets, type SecretAnswers } from "../init/ask-secrets.ts";
import { defineInit, refuseStrangeFlags } from "../init/flags.ts";
import { Interview } from "../init/interview.ts";
import { report } from "../init/report.ts";
import { reviewLines } from "../init/rows.ts";
import { stepsFor } from "../init/steps.ts";
import { pause } from "../simulate/pause.ts";

const MAX_SEED = 4_294_967_295;

export const command: CommandModule = {
  define: defineInit,
  async run(context, input) {
    const interview = new Interview(context, input);
    if (interview.canAsk) context.out.say(context.out.styleErr.dim(context.texts("init.begin")));
    const provider = await askProvider(interview);
    refuseStrangeFlags(interview, provider);
    // A home is made by the first write, so that a wizard that is left leaves nothing.
    const seen = context.hasStore() ? await context.store() : await context.scratchStore();
    const account = await askAccount(interview, provider, seen);
    const secrets = await askSecrets(interview, account, seen);
    const product = provider.family === "payments" ? await askProduct(interview, seen) : null;
    const selling = product === null ? null : { product, link: await askLink(interview, account, product, seen) };
    const serving = provider.family === "leads" ? await askAdvertiser(interview, account, seen) : null;
    const sold = selling === null ? null : soldAs(selling);
    const answers = await askActions(interview, { provider, sold });
    const wishes: SetupWishes = { ...account, secrets: secrets.values, selling, serving, answers };
    await confirm(interview, wishes, secrets);
    const store = await context.store();
    const done = await carryOut(store, context, wishes);
    const subject: ProofSubject =
      done.link === null
        ? { kind: "lead", advertiser: done.advertiser?.advertiser.slug ?? "", listing: done.listings[0]?.code ?? null }
        : { kind: "sale", link: done.link };
    const proof = await proveSetup(account, subject, worldOf(store, context), {
      sample: (fixture) => ({ request: readFixture(provider.id, fixture).request, document: readFixtureDocument(provider.id, fixture) }),
      seed: Math.floor(Math.random() * MAX_SEED),
    });
    const url = webhookUrl(account, done.advertiser?.advertiser.slug ?? null);
    const steps = [
      ...(secrets.isConnected ? [] : provider.setup.before.filter(({ forSecrets }) => forSecrets === undefined)),
      ...provider.setup.after,
    ];
    const left = stepsFor(steps, { provider, secrets: secrets.names, url }, context.texts);
    const hasDestination = (await store.destinations.list()).length > 0;
    report({ account, wishes, secrets, done, proof, url, left, hasDestination }, context);
    if (!proof.isProven) context.fail(EXIT_CODES.check);
  },
};

function worldOf(store: Store, { clock, ids }: Context): SimulationWorld {
  return { store, clock, ids, zone: VENDOR_ZONE, pause };
}

function soldAs({ product, link }: NonNullable<SetupWishes["selling"]>) {
  return { product: product.isNew ? product.product.slug : product.slug, kind: link.kind ?? "one-time" } as const;
}

/** What was answered, once more, before it is written; not where nothing was asked. */
async function confirm(interview: Interview, wishes: SetupWishes, secrets: SecretAnswers): Promise<void> {
  const { out, texts } = interview.context;
  if (interview.asked === 0) return;
  interview.part("review");
  interview.say(reviewLines(wishes, secrets, texts, interview.width));
  const isWanted = await interview.yesNo({ ...interview.words(texts("init.ask.write"), []), flag: "yes" }, true);
  if (!isWanted) throw new IntgError("INTG_CANCELLED");
  out.say("");
}
