import { describe, expect, test } from "vitest";
import { printCalls } from "../../src/cli/simulate/print-calls.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { readRecordings } from "../../src/recordings/read.ts";
import { listFixtures, readFixture } from "../../src/shared/fixture-files.ts";
import { commandContext } from "../support/context.ts";

const NOW = "2026-11-03T12:00:00.000Z";

/** What is the same wherever a call is sent to. */
function essence({ method, target, headers, body }: InboundRequest) {
  const kept = headers.filter(([name]) => name.toLowerCase() !== "host");
  return { method, target, headers: kept, body: Buffer.from(body).toString("latin1") };
}

function printed(calls: readonly InboundRequest[], provider: ProviderAdapter, form: "http" | "curl"): string {
  const said = commandContext();
  printCalls(
    calls.map((request) => ({ request })),
    provider,
    { form, to: undefined, store: "default" },
    said.context,
  );
  return said.stdout();
}

function readBack(text: string) {
  const result = readRecordings(Buffer.from(text));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.map(({ request }) => essence(request));
}

const signed = (provider: ProviderAdapter, request: InboundRequest) => provider.sign(request, provider.sampleCredentials(), NOW);

describe.each(PROVIDERS)("every call of $id that `intg simulate --print` prints is read back as it is", (provider) => {
  const calls = listFixtures(provider.id).map((name) => readFixture(provider.id, name).request);
  const expected = calls.map((call) => essence(signed(provider, call)));

  test.each(["http", "curl"] as const)("as %s, one for itself", (form) => {
    expect(calls.map((call) => readBack(printed([call], provider, form)))).toEqual(expected.map((one) => [one]));
  });

  test.each(["http", "curl"] as const)("as %s, all in one file", (form) => {
    expect(readBack(printed(calls, provider, form))).toEqual(expected);
  });

  test("as JSON, a line each", () => {
    const lines = calls.map((call) => {
      const { method, target, headers, ...request } = signed(provider, call);
      return JSON.stringify({ method, target, headers, body: new TextDecoder().decode(request.body) });
    });

    expect(readBack(lines.join("\n"))).toEqual(expected);
  });
});

test("bytes that are no text, and characters that would act on a terminal, survive curl", () => {
  const [provider] = PROVIDERS;
  const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const call = new InboundRequest({
    method: "POST",
    target: "/x",
    headers: [
      ["X-A", "it's \u001b[1m"],
      ["Content-Type", "a/b"],
    ],
    body,
  });

  expect(provider && readBack(printed([call], provider, "curl"))).toMatchObject([
    { headers: [...call.headers, ["X-HOTMART-HOTTOK", expect.anything()]], body: body.toString("latin1") },
  ]);
});
