import type { CanonicalEvent } from "../../core/event.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { Texts } from "../../messages/text.ts";
import { printable } from "../printable.ts";

/**
 * What to run so that an event that waits for the operator can act: first the mending, then, of an event that is kept
 * here, the replay. Empty for an event that waits for nothing.
 */
export function mendingCommands(event: CanonicalEvent, texts: Texts, stored = true): readonly string[] {
  if (event.reason?.code.startsWith("lookup.") === true) return stored ? askAgain(event, event.reason.code) : [];
  const mending = mendingOf(event, texts);
  if (mending === null) return [];
  return stored ? [mending, `intg replay ${event.id} --apply`] : [mending];
}

/** Setting the credentials asks again by itself; what the vendor did not know can be asked again by hand. */
function askAgain(event: CanonicalEvent, code: string): readonly string[] {
  if (event.status === "pending") return [];
  const store = event.store === DEFAULT_STORE ? "" : ` --store ${shellWord(event.store)}`;
  if (code === "lookup.misconfigured" || code === "lookup.no-credential") return [`intg credential set ${event.provider}${store}`];
  return [`intg replay ${event.id} --apply`];
}

function mendingOf(event: CanonicalEvent, texts: Texts): string | null {
  const params = event.reason?.params ?? {};
  switch (event.reason?.code) {
    case "match.unlinked":
      return linkCommand(event, texts("placeholder.product"), event.product.kind === "subscription" ? "subscription" : null);
    case "match.no-product-id":
      return params.name === null ? null : `intg product edit ${texts("placeholder.product")} --name ${shellWord(String(params.name))}`;
    case "match.other-kind":
      return linkCommand(event, shellWord(String(params.product)), String(params.sent));
    case "match.unknown-advertiser":
      return `intg advertiser add ${shellWord(String(params.advertiser))} --document ${texts("placeholder.document")}`;
    case "match.unknown-listing":
      return params.listing === null ? null : `intg listing add ${shellWord(String(params.listing))} --advertiser SLUG`;
    default:
      return null;
  }
}

function linkCommand(event: CanonicalEvent, product: string, kind: string | null): string {
  const store = event.store === DEFAULT_STORE ? "" : ` --store ${shellWord(event.store)}`;
  const sale = kind === null ? "" : ` --kind ${kind}`;
  return `intg product link ${product} ${event.provider} ${shellWord(event.product.externalId ?? "")}${store}${sale}`;
}

/** Safe to paste into a shell: vendors' ids may hold anything. */
export function shellWord(text: string): string {
  const shown = printable(text);
  return /^[\w.@/+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
