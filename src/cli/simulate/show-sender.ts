import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { policyJson } from "../view/sender-json.ts";
import { policyView } from "../view/sender-policy.ts";
import { viewOf } from "../view/view.ts";

/** How a vendor sends, with certainty and sources. */
export function showSender(provider: ProviderAdapter, context: Context): void {
  const { out, texts } = context;
  if (out.json) {
    out.document(policyJson(provider));
    return;
  }
  for (const line of policyView(provider, viewOf(context))) out.line(line);
  out.say(`\n${out.styleErr.dim(texts("sender.policy.hint", { provider: provider.id }))}`);
}
