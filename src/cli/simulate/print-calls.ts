import type { CallToMake } from "../../app/simulate.ts";
import { writeHttpFile } from "../../core/http-file.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { addressOf } from "./send-calls.ts";
import { quoted } from "./shell-quote.ts";

const DEFAULT_BASE = "http://127.0.0.1:4040";

/** Between two calls of one file, as their readers want it. */
const BETWEEN = { curl: "\n", http: "\n###\n\n" } as const;

/**
 * Prints calls instead of sending them, as `.http` text or as curl commands. Always signed with the invented credential:
 * a real one would end in scroll-back and log files.
 */
export function printCalls(
  calls: readonly CallToMake[],
  provider: ProviderAdapter,
  wishes: { form: "http" | "curl"; to: string | undefined; store: string },
  context: Context,
): void {
  const { out, texts, clock } = context;
  const isSigned = calls.some(({ request }) => provider.sign(request, provider.sampleCredentials(), clock.now()) !== request);
  for (const [index, { request: call }] of calls.entries()) {
    const signed = provider.sign(call, provider.sampleCredentials(), clock.now());
    const url = addressOf(wishes.to ?? DEFAULT_BASE, signed, provider, wishes.store);
    const { pathname, search } = new URL(url);
    const text = wishes.form === "curl" ? curlCommand(url, signed) : httpText(signed.withTarget(pathname + search));
    out.line(index > 0 ? `${BETWEEN[wishes.form]}${text}` : text);
  }
  if (isSigned) out.say(out.styleErr.dim(texts("simulate.sample-print")));
}

function httpText(call: InboundRequest): string {
  return new TextDecoder().decode(writeHttpFile({ notes: {}, request: call })).replace(/\n$/, "");
}

function curlCommand(url: string, call: InboundRequest): string {
  const headers = call.headers
    .filter(([name]) => name.toLowerCase() !== "host")
    .map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)} \\\n`);
  return `curl -sS -X ${call.method} ${quoted(url)} \\\n${headers.join("")}  --data-raw ${quoted(call.body)}`;
}
