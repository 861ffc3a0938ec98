import type { AddressInfo } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { receiveCall } from "../../src/app/receive.ts";
import { type StoredCall, sendStored } from "../../src/cli/replay/send.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import { IntgError } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secret.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { listFixtures, readFixture } from "../../src/shared/fixture-files.ts";
import { type Command, type CommandOptions, commandContext } from "../support/context.ts";
import { startListening } from "../support/listening.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { selfSigned } from "../support/self-signed.ts";
import { createWorld, type World } from "../support/world.ts";

const IDS = createIds(systemClock);

let world: World;
let receiver: Receiver;
const commands: Command[] = [];

beforeEach(async () => {
  world = await createWorld();
  for (const provider of PROVIDERS) await accept(provider);
  receiver = await startReceiver();
});

afterEach(async () => {
  await Promise.all([receiver.close(), ...commands.splice(0).map((command) => command.close())]);
});

/** Gives the provider's store each of its invented credentials, changed. */
async function accept(provider: ProviderAdapter, change: (value: string) => string = (value) => value): Promise<void> {
  for (const [name, values] of provider.sampleCredentials()) {
    const value = new Secret(change(values[0]?.reveal() ?? ""));
    await world.store.credentials.set({ provider: provider.id, store: "default", name, value, at: systemClock.now() }, "replace");
  }
}

function command(options: CommandOptions = {}): Command {
  const made = commandContext({ store: world.store, ...options });
  commands.push(made);
  return made;
}

/** A fixture, sent by the vendor, received and stored. */
function stored(provider: ProviderAdapter, fixture = listFixtures(provider.id)[0] ?? ""): StoredCall {
  const credentials = provider.sampleCredentials();
  const request = provider.sign(readFixture(provider.id, fixture).request, credentials, systemClock.now());
  const received = receiveCall({ provider, store: "default", request, origin: "http" }, credentials, systemClock, IDS);
  if (!received.ok) throw new Error(`${provider.id} ${fixture}: ${received.error.code}`);
  const { id, receivedAt, isHint, request: kept } = received.value.delivery;
  return { id, provider, store: "default", request: kept, receivedAt, isHint };
}

const named = (id: string): ProviderAdapter => PROVIDERS.find((provider) => provider.id === id) ?? (PROVIDERS[0] as ProviderAdapter);
const approved = () => stored(named("hotmart"), "purchase.approved.2.0.0");

/** A fixture of each format that the provider's calls have. */
function oneOfEachFormat(provider: ProviderAdapter): readonly string[] {
  return [...new Map(provider.events.map(({ format, fixture }) => [format, fixture])).values()];
}

/** Sends the calls, and gives the code of the error that it ended with. */
async function send(
  calls: readonly StoredCall[] | AsyncIterable<StoredCall>,
  { context }: Command,
  { to = receiver.url, resign = false, total = (calls as readonly StoredCall[]).length } = {},
): Promise<IntgError | null> {
  try {
    await sendStored(calls, { to, resign, total }, context);
    return null;
  } catch (error) {
    if (error instanceof IntgError) return error;
    throw error;
  }
}

describe("our own listener", () => {
  test("takes every format of every provider again, with and without --resign, after the credential was changed", async () => {
    // What is asked about hints must not leave this machine.
    await world.store.accounts.save({
      provider: "pagseguro",
      name: "default",
      description: null,
      actOnTests: false,
      api: "http://127.0.0.1:1",
    });
    const calls = PROVIDERS.flatMap((provider) => oneOfEachFormat(provider).map((fixture) => stored(provider, fixture)));
    for (const provider of PROVIDERS) await accept(provider, (value) => (value.includes("@") ? value : `${value}9`));
    const listening = await startListening(world.store);

    try {
      for (const resign of [false, true]) {
        const said = command({ json: true });
        const error = await send(calls, said, { to: `http://127.0.0.1:${listening.port}`, resign });

        expect(error).toBeNull();
        expect(said.records().slice(0, -1)).toMatchObject(
          calls.map(({ id, provider }) => ({ delivery: id, provider: provider.id, status: 200 })),
        );
        expect(said.records().at(-1)).toMatchObject({ type: "summary", calls: calls.length, accepted: calls.length });
      }
      expect(listening.outcomes.filter(({ status }) => status !== 200)).toEqual([]);
      expect(calls.length).toBeGreaterThanOrEqual(14);
    } finally {
      await listening.stop();
    }
  });
});

describe("somebody's endpoint", () => {
  test("is sent the calls one after the other in their order, each with whose copy it is", async () => {
    const first = approved();
    const second = { ...stored(named("payt")), id: null, receivedAt: null };
    const said = command();

    async function* calls() {
      yield first;
      yield second;
    }

    expect(await send(calls(), said, { total: 2 })).toBeNull();
    expect(receiver.calls.map(({ path, headers }) => [path, headers["x-intg-replay"]])).toEqual([
      ["/hook", first.id],
      ["/hook", "file"],
    ]);
    expect(receiver.calls[0]?.headers["x-hotmart-hottok"]).toBe("intgSampleHottokNotARealSecret0000001");
    expect(receiver.calls[0]?.body).toBe(first.request.text());
    expect(JSON.parse(receiver.calls[1]?.body ?? "")).toMatchObject({ integration_key: "0badc0de0badc0de0badc0de0badc0de" });
    expect(said.stdout()).toMatch(
      /^✓ 200 in \d+ ms {2}hotmart\/default purchase\.approved .*dlv_\w+\n✓ 200 in \d+ ms {2}payt\/default .*#2\n$/,
    );
    expect(said.stderr()).toBe("2 calls: 2 accepted, 0 refused\n");
  });

  test("that refuses one is sent the others all the same; the first refusal is the error", async () => {
    receiver.answer((_, response) => void response.writeHead([500, 200, 404][receiver.calls.length - 1] ?? 200).end());
    const said = command();
    const error = await send([approved(), approved(), approved()], said);

    expect([error?.code, error?.params.status, error?.exitCode]).toEqual(["INTG_CALL_REFUSED", 500, 6]);
    expect(said.stdout().match(/^[✓✗] \d+/gm)).toEqual(["✗ 500", "✓ 200", "✗ 404"]);
    expect(said.stderr()).toContain("3 calls: 1 accepted, 2 refused");
  });

  test("where nothing listens is given up after three calls", async () => {
    const said = command({ json: true });
    const error = await send([1, 2, 3, 4, 5].map(approved), said, { to: "http://127.0.0.1:1/x" });

    expect([error?.code, error?.params.reason, error?.exitCode]).toEqual(["INTG_CALL_FAILED", "ECONNREFUSED", 6]);
    expect(said.records()).toMatchObject([
      { type: "sent", status: null, ms: null, reason: "ECONNREFUSED" },
      { reason: "ECONNREFUSED" },
      { reason: "ECONNREFUSED" },
      { type: "summary", calls: 3, accepted: 0, refused: 0, failed: 3, unsigned: 0 },
    ]);
    expect(said.stderr()).toContain("3 of 5 calls were tried");
  });

  test("that is gone after it refused one is given up too, and that it is gone is the error", async () => {
    receiver.answer((_, response) => {
      response.writeHead(500, { connection: "close" }).end();
      void receiver.close();
    });
    const said = command();
    const error = await send([1, 2, 3, 4, 5].map(approved), said);

    expect([error?.code, error?.params.reason]).toEqual(["INTG_CALL_FAILED", "ECONNREFUSED"]);
    expect(said.stdout().match(/^✗ (?:500|no answer)/gm)).toEqual(["✗ 500", "✗ no answer", "✗ no answer", "✗ no answer"]);
  });

  test("that cannot prove who it is is given up after three calls", async () => {
    const server = createTlsServer(selfSigned("localhost"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const said = command({ json: true });

    try {
      const error = await send([1, 2, 3, 4, 5].map(approved), said, {
        to: `https://localhost:${(server.address() as AddressInfo).port}/x`,
      });

      expect([error?.code, error?.params.reason]).toEqual(["INTG_CALL_FAILED", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
      expect(said.records().at(-1)).toMatchObject({ calls: 3, failed: 3 });
    } finally {
      server.close();
    }
  });

  test("that hangs up in between is tried on: three in a row are counted, and only those that reach nobody", async () => {
    receiver.answer((_, response) => void response.destroy());
    const error = await send([1, 2, 3, 4].map(approved), command());

    expect(error?.code).toBe("INTG_CALL_FAILED");
    expect(receiver.calls).toHaveLength(4);
  });

  test("with a bare address gets the path by which the call came, or would have come", async () => {
    const bare = receiver.url.replace("/hook", "");
    const hotmart = approved();
    const lead = stored(named("grupozap"));
    const calls: StoredCall[] = [
      hotmart,
      { ...hotmart, store: "segunda" },
      { ...hotmart, request: hotmart.request.withTarget("//a.example.com/x?y=1") },
      { ...lead, request: lead.request.withTarget("/grupozap/lead/imobiliaria") },
      { ...lead, request: lead.request.withTarget("/grupozap/lead").withHeader("Host", "imobiliaria.crm.example.com") },
      { ...lead, request: lead.request.withTarget("/elsewhere").withHeader("Host", "127.0.0.1:4040") },
    ];
    for (const [name, values] of named("hotmart").sampleCredentials())
      await world.store.credentials.set(
        { provider: "hotmart", store: "segunda", name, value: values[0] ?? new Secret(""), at: systemClock.now() },
        "add",
      );

    expect(await send(calls, command(), { to: bare })).toBeNull();
    expect(receiver.calls.map(({ path }) => path)).toEqual([
      "/hooks/hotmart",
      "/hooks/hotmart/segunda",
      "/hooks/hotmart?y=1",
      "/grupozap/lead/imobiliaria",
      "/grupozap/lead/imobiliaria",
      "/grupozap/lead",
    ]);
  });
});

describe("a credential", () => {
  test("that is missing holds up its own calls only, and nothing of a home is made to look for it", async () => {
    await world.store.credentials.remove("payt", "default", null);
    const said = command({ json: true });
    const error = await send([stored(named("payt")), approved()], said);
    const bare = commandContext();
    commands.push(bare);
    const homeless = await send([approved()], bare);

    expect([error?.code, error?.params, error?.exitCode]).toEqual([
      "INTG_CREDENTIAL_MISSING",
      { provider: "payt", store: "default", name: "key" },
      3,
    ]);
    expect(said.records()).toMatchObject([{ reason: "no-credential" }, { status: 200 }, { accepted: 1, unsigned: 1 }]);
    expect(receiver.calls).toHaveLength(1);
    expect(homeless?.code).toBe("INTG_CREDENTIAL_MISSING");
  });

  test("that came with a recorded call is kept, and --resign is spoken of where it is refused", async () => {
    receiver.answer((_, response) => void response.writeHead(401).end());
    const request = approved().request.withHeader("X-Hotmart-Hottok", "outro");
    const [kept, signed] = [command(), command()];

    await send([{ ...approved(), id: null, request }], kept);
    await send([{ ...approved(), id: null, request }], signed, { resign: true });

    expect(receiver.calls.map(({ headers }) => headers["x-hotmart-hottok"])).toEqual(["outro", "intgSampleHottokNotARealSecret0000001"]);
    expect(kept.stderr()).toContain("--resign");
    expect(signed.stderr()).not.toContain("--resign");
  });

  test("is in nothing that is said", async () => {
    const said = command({ json: true });
    await send(
      PROVIDERS.map((provider) => stored(provider)),
      said,
      { to: `${receiver.url}?token=segredo` },
    );
    const secrets = PROVIDERS.flatMap((provider) => [...provider.sampleCredentials().values()].flat().map((secret) => secret.reveal()));
    const text = said.stdout() + said.stderr();

    expect([...secrets, "segredo"].filter((secret) => text.includes(secret))).toEqual([]);
    expect(receiver.calls[0]?.path).toBe("/hook?token=segredo");
  });
});

describe("a host that is not this machine", () => {
  test("is sent nothing without a yes", async () => {
    const error = await send([approved(), approved()], command(), { to: "https://crm.invalid:8443/hook" });

    expect([error?.code, error?.params.what, error?.exitCode]).toEqual([
      "INTG_CONFIRMATION_NEEDED",
      "Send 2 calls with the data of buyers to crm.invalid:8443",
      2,
    ]);
  });

  test("is sent what it is to be sent with one", async () => {
    const said = command({ yes: true, json: true });

    // No name for this machine, and yet it is.
    expect(await send([approved()], said, { to: receiver.url.replace("127.0.0.1", "0.0.0.0") })).toBeNull();
    expect(receiver.calls).toHaveLength(1);
  });

  test.each(["crm.example.com", "ftp://127.0.0.1/x", "http://ana:segredo@127.0.0.1/x"])("%s is no URL to send to", async (bad) => {
    expect((await send([approved()], command(), { to: bad }))?.code).toBe("INTG_URL_INVALID");
  });
});

describe("on a terminal", () => {
  test("more than fifty calls are told by a bar, and those that went wrong behind it", async () => {
    receiver.answer((_, response) => void response.writeHead(receiver.calls.length === 7 ? 503 : 200).end());
    const call = approved();
    const said = command({ isTTY: true });
    const error = await send(
      Array.from({ length: 60 }, () => call),
      said,
    );

    expect(error?.params.status).toBe(503);
    expect(said.stdout().match(/^[✓✗].*$/gm)).toMatchObject([expect.stringMatching(/^✗ 503 in .*#?dlv_/)]);
    expect(said.stderr()).toContain("/60");
    expect(said.stderr()).toContain("60 calls: 59 accepted, 1 refused");
  });

  test("few are told line by line; so are many in a pipe", async () => {
    const call = approved();
    const [few, many] = [command({ isTTY: true }), command()];
    await send([call, call], few);
    await send(
      Array.from({ length: 60 }, () => call),
      many,
    );

    expect(few.stdout().match(/^✓/gm)).toHaveLength(2);
    expect(many.stdout().match(/^✓/gm)).toHaveLength(60);
  });
});

test("nothing to send is no failure", async () => {
  const said = command({ json: true });

  expect(await send([], said)).toBeNull();
  expect(said.stdout()).toBe("");
});
