import { describe, expect, test } from "vitest";
import { IntgError } from "../core/errors.ts";
import { InboundRequest } from "../core/http-message.ts";
import { CallForwarder, type Forwarded, type ForwardLimits } from "./forward-calls.ts";
import type { HttpClient } from "./ports.ts";

const URL_OF_APP = "http://localhost:3000/webhook";
const LIMITS: ForwardLimits = { atOnce: 2, waiting: 3, waitingBytes: 1_000 };

const call = (body: string, target = "/hooks/hotmart", headers: readonly (readonly [string, string])[] = []) =>
  new InboundRequest({ method: "POST", target, headers, body: Buffer.from(body) });

/** An application that answers when it is told to. */
function application() {
  const requests: { readonly url: string; readonly request: InboundRequest }[] = [];
  const open: ((answer: { status: number } | IntgError) => void)[] = [];
  const client: HttpClient = {
    send: (url, request) =>
      new Promise((resolve, reject) => {
        requests.push({ url, request });
        open.push((answer) =>
          answer instanceof IntgError ? reject(answer) : resolve({ ...answer, headers: [], body: new Uint8Array(), ms: 7 }),
        );
      }),
    close: async () => undefined,
  };
  return {
    requests,
    bodies: () => requests.map(({ request }) => request.text()),
    http: () => Promise.resolve(client),
    async answer(status: number | IntgError = 200) {
      open.shift()?.(typeof status === "number" ? { status } : status);
      await turns();
    },
  };
}

/** Lets everything happen that needs no more than turns of the event loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

function forwarding(limits: Partial<ForwardLimits> = {}, url = URL_OF_APP) {
  const app = application();
  const told: Forwarded[] = [];
  const forwarder = new CallForwarder(url, app.http, (forwarded) => told.push(forwarded), { ...LIMITS, ...limits });
  return { app, told, forwarder };
}

test("nothing is sent before the turn is over in which the vendor is answered", async () => {
  const { app, forwarder } = forwarding();

  forwarder.take("dlv_1", call("a"));
  await Promise.resolve();
  const before = app.bodies();
  await turns();

  expect([before, app.bodies()]).toEqual([[], ["a"]]);
});

test("so many are under way at once, and the rest follow in the order in which they came", async () => {
  const { app, told, forwarder } = forwarding();
  for (const body of ["a", "b", "c", "d"]) forwarder.take(`dlv_${body}`, call(body, "/", []));
  await turns();
  const begun = app.bodies();

  await app.answer(200);
  await app.answer(500);

  expect(begun).toEqual(["a", "b"]);
  expect(app.bodies()).toEqual(["a", "b", "c"]);
  expect(told).toEqual([
    { kind: "left-out", deliveryId: "dlv_d" },
    { kind: "answered", deliveryId: "dlv_a", status: 200, ms: 7 },
    { kind: "answered", deliveryId: "dlv_b", status: 500, ms: 7 },
  ]);
});

test("what would make too many bytes wait is left out, and a smaller one still goes", async () => {
  const { app, told, forwarder } = forwarding({ waiting: 100 });

  forwarder.take("dlv_1", call("x".repeat(900)));
  forwarder.take("dlv_2", call("x".repeat(200)));
  forwarder.take("dlv_3", call("y".repeat(100)));
  await turns();

  expect(told).toEqual([{ kind: "left-out", deliveryId: "dlv_2" }]);
  expect(app.bodies().map((body) => body.length)).toEqual([900, 100]);
});

test("an application that does not answer is told of and is not asked again", async () => {
  const { app, told, forwarder } = forwarding();
  forwarder.take("dlv_1", call("a"));
  await turns();

  await app.answer(new IntgError("INTG_CALL_FAILED", { url: URL_OF_APP, reason: "ECONNREFUSED" }));

  expect(told).toEqual([{ kind: "failed", deliveryId: "dlv_1", reason: "ECONNREFUSED" }]);
  expect(app.requests).toHaveLength(1);
});

test("a client that cannot even be opened is told of as well", async () => {
  const told: Forwarded[] = [];
  const forwarder = new CallForwarder(
    URL_OF_APP,
    () => Promise.reject(new TypeError("no")),
    (forwarded) => told.push(forwarded),
  );

  forwarder.take("dlv_1", call("a"));
  await turns();

  expect(told).toEqual([{ kind: "failed", deliveryId: "dlv_1", reason: "TypeError" }]);
});

test.each([
  [URL_OF_APP, "/hooks/hotmart?origem=a%20b", "http://localhost:3000/webhook?origem=a%20b"],
  ["http://localhost:3000/webhook?key=1", "/hooks/hotmart?origem=a", "http://localhost:3000/webhook?key=1"],
  [URL_OF_APP, "/hooks/hotmart", URL_OF_APP],
])("to %s the call %s goes as %s", async (url, target, expected) => {
  const { app, forwarder } = forwarding({}, url);

  forwarder.take("dlv_1", call("a", target));
  await turns();

  expect(app.requests.map((request) => request.url)).toEqual([expected]);
});

test("headers arrive as they came, but for those that are about the vendor's connection", async () => {
  const { app, forwarder } = forwarding();
  const kept = [
    ["X-Hotmart-Hottok", "hottok-not-real"],
    ["Content-Type", "application/json"],
    ["X-Twice", "1"],
    ["X-Twice", "2"],
    ["Authorization", "Basic bm90LXJlYWw="],
  ] as const;
  const dropped = [
    ["Connection", "keep-alive, X-Only-Here"],
    ["X-Only-Here", "1"],
    ["Keep-Alive", "timeout=5"],
    ["TE", "trailers"],
    ["Upgrade", "h2c"],
    ["Transfer-Encoding", "chunked"],
  ] as const;

  forwarder.take("dlv_1", call("a", "/", [...dropped, ...kept]));
  await turns();

  expect(app.requests[0]?.request.headers).toEqual(kept);
});

describe("at the end", () => {
  test("what is under way and what waits is waited for", async () => {
    const { app, told, forwarder } = forwarding({ atOnce: 1 });
    forwarder.take("dlv_1", call("a"));
    forwarder.take("dlv_2", call("b"));
    await turns();

    const finished = forwarder.finish(60_000);
    await app.answer();
    await app.answer();

    expect(await finished).toBe(0);
    expect(told).toHaveLength(2);
  });

  test("an application that keeps still is left, its answer is told to nobody, and nothing more is begun", async () => {
    const { app, told, forwarder } = forwarding({ atOnce: 1 });
    forwarder.take("dlv_1", call("a"));
    forwarder.take("dlv_2", call("b"));
    await turns();

    const left = await forwarder.finish(1);
    forwarder.take("dlv_3", call("c"));
    await app.answer();

    expect(left).toBe(2);
    expect(app.bodies()).toEqual(["a"]);
    expect(told).toEqual([]);
  });

  test("without calls it ends at once", async () => {
    expect(await forwarding().forwarder.finish(60_000)).toBe(0);
  });
});
