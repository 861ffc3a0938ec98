import { type Capability, capabilitiesOf, type LeadloversAction, leadloversActions } from "../../app/capabilities.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { TRIGGERS, type Trigger } from "../../core/triggers.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CommandModule } from "../command.ts";
import type { Output } from "../output.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.option("--provider <provider>", texts("capabilities.option.provider"));
  },
  async run({ out, texts }, input) {
    const wanted = input.text("provider");
    const providers = wanted === undefined ? PROVIDERS : [requireProvider(wanted)];
    const capabilities = capabilitiesOf(providers);
    const leadlovers = leadloversActions(providers);
    if (out.json) {
      const named = providers.map(({ id, title, family }) => ({ id, title, family }));
      return out.document({ providers: named, triggers: TRIGGERS, capabilities, leadlovers });
    }
    if (wanted === undefined) {
      const ids = providers.map((provider) => provider.id);
      await out.table([texts("column.trigger"), ...ids], matrix(capabilities, providers, out, texts), "");
    } else {
      const head = [texts("column.trigger"), texts("column.native"), texts("column.format"), texts("column.certainty")];
      await out.table(head, detail(capabilities, texts), "");
    }
    out.say(texts("capabilities.legend"));
    const payments = providers.filter((provider) => provider.family === "payments").map((provider) => provider.id);
    if (payments.length === 0) return;
    out.line("");
    await out.table(
      [texts("column.leadlovers"), ...payments],
      leadlovers.map((row) => compared(row, payments, capabilities, texts)),
      "",
    );
    out.say(texts("capabilities.leadlovers-legend"));
  },
};

function matrix(
  capabilities: readonly Capability[],
  providers: readonly ProviderAdapter[],
  out: Output,
  texts: Texts,
): readonly (readonly string[])[] {
  const cell = (trigger: Trigger, provider: string) => {
    const found = capabilities.find((candidate) => candidate.trigger === trigger && candidate.provider === provider);
    if (found === undefined) return out.style.dim("-");
    const mark = texts(`capabilities.certainty.${found.certainty}`);
    return found.certainty === "guess" ? out.style.yellow(mark) : out.style.green(mark);
  };
  return TRIGGERS.filter((trigger) => trigger !== "unknown").map((trigger) => [trigger, ...providers.map(({ id }) => cell(trigger, id))]);
}

function detail(capabilities: readonly Capability[], texts: Texts): readonly (readonly string[])[] {
  return capabilities.flatMap(({ trigger, events }) =>
    events.map(({ native, format, certainty }, at) => [
      at === 0 ? trigger : "",
      native,
      format,
      texts(`capabilities.certainty.${certainty}`),
    ]),
  );
}

/** For each provider, who does what leadlovers describes: leadlovers, intg, or both. */
function compared(
  row: LeadloversAction,
  payments: readonly string[],
  capabilities: readonly Capability[],
  texts: Texts,
): readonly string[] {
  const cells = payments.map((provider) => {
    const theirs = row.documented.includes(provider);
    const ours = capabilities.some((candidate) => candidate.provider === provider && candidate.trigger === row.trigger);
    return texts(
      theirs && ours ? "capabilities.both" : theirs ? "capabilities.theirs" : ours ? "capabilities.ours" : "capabilities.neither",
    );
  });
  return [texts(`capabilities.leadlovers.${row.action}`), ...cells];
}
