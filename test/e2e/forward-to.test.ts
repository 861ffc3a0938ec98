import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { cleanUp, freePort, HOTTOK, intg, jsonError, post, shopHome, start, startListener } from "./support.ts";

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** The application that is being developed, with everything it was sent. */
interface Application {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  close(): Promise<void>;
}

const applications = new Set<Application>();

afterEach(async () => {
  await cleanUp();
  for (const application of applications) await application.close();
  applications.clear();
});

/** @param status - what it answers; null for an application that never does. */
async function startApplication(status: number | null = 200): Promise<Application> {
  const arrived: Arrived[] = [];
  const server: Server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      arrived.push({ method: message.method ?? "", url: message.url ?? "", headers: message.headers, body: Buffer.concat(chunks) });
      if (status !== null) response.writeHead(status).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const application = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    arrived,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  applications.add(application);
  return application;
}

const approval = (number: number) => saleEvent("PURCHASE_APPROVED", { transaction: `HP${number}` }, 1, { id: `call-${number}` });
const isForwarded = (record: { readonly type?: unknown }) => record.type === "forwarded";

async function listenFor(application: Pick<Application, "url">, args: readonly string[] = []) {
  const listener = await startListener(await shopHome(), { args: ["--forward-to", application.url, ...args] });
  return {
    ...listener,
    forwardedWhen: async (count: number) =>
      (await listener.recordsWhen((records) => records.filter(isForwarded).length >= count, `${count} forwarded`)).filter(isForwarded),
  };
}

describe("what is passed on", () => {
  test("the very bytes, with the headers the vendor sent, its credential among them", async () => {
    const application = await startApplication(202);
    const listener = await listenFor(application);
    const body = Buffer.from(`${JSON.stringify(approval(1), null, 3)}\r\n `);
    const signature = createHmac("sha256", "not-a-real-key").update(body).digest("hex");

    const answer = await listener.post(body, { path: "/hooks/hotmart?origem=painel", headers: { "X-Signature": signature } });
    const [forwarded] = await listener.forwardedWhen(1);
    const [event] = await listener.eventsWhen(1);

    expect(answer.status).toBe(200);
    expect(forwarded).toEqual({
      type: "forwarded",
      deliveryId: event?.deliveryId,
      status: 202,
      ms: expect.any(Number),
      url: application.url,
    });
    const [arrived] = application.arrived;
    expect(arrived?.method).toBe("POST");
    expect(arrived?.url).toBe("/webhook?origem=painel");
    expect(arrived?.body.equals(body)).toBe(true);
    expect(arrived?.headers).toMatchObject({ "x-hotmart-hottok": HOTTOK, "x-signature": signature, "content-type": "application/json" });
    expect(arrived?.headers.host).toBe(new URL(application.url).host);
  });

  test("a repeat is, a forged call is not", async () => {
    const application = await startApplication();
    const listener = await listenFor(application);
    const sale = approval(1);

    const forged = await listener.post(sale, { hottok: "forged" });
    await listener.post(sale);
    await listener.post(sale);
    await listener.forwardedWhen(2);
    listener.kill("SIGTERM");
    const { code } = await listener.exited;

    expect(forged.status).toBe(401);
    expect(code).toBe(0);
    expect(application.arrived).toHaveLength(2);
  });

  test("is said in the first line, which shows no query", async () => {
    const application = await startApplication();
    const listener = await listenFor({ url: `${application.url}?key=not-to-be-seen` });
    await listener.post(approval(1));
    await listener.forwardedWhen(1);

    expect(listener.records()[0]).toMatchObject({ type: "listening", forwardTo: application.url });
    expect(listener.stdout() + listener.stderr()).not.toContain("not-to-be-seen");
    expect(application.arrived[0]?.url).toBe("/webhook?key=not-to-be-seen");
  });
});

describe("an application that fails", () => {
  test("nobody listens there: it is said, and the listener goes on", async () => {
    const url = `http://127.0.0.1:${await freePort()}/webhook`;
    const listener = await listenFor({ url });

    await listener.post(approval(1));
    await listener.post(approval(2));
    const forwarded = await listener.forwardedWhen(2);

    expect(forwarded.map(({ error }) => error)).toEqual(["ECONNREFUSED", "ECONNREFUSED"]);
    expect((await listener.eventsWhen(2)).map(({ status }) => status)).toEqual(["processed", "processed"]);
  });

  test("keeps nobody waiting: vendors are answered, and the end comes in a few seconds", async () => {
    const application = await startApplication(null);
    const listener = await listenFor(application);

    const answers = await Promise.all([1, 2, 3].map((number) => listener.post(approval(number))));
    await listener.eventsWhen(3);
    listener.kill("SIGINT");
    const { code } = await listener.exited;

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(code).toBe(0);
    expect(listener.stderr()).toContain("3 calls were not passed on, or had no answer yet.");
  });
});

test("for people each answer is a line under its event", async () => {
  const [application, home] = [await startApplication(500), await shopHome()];
  const listener = start(["--home", home, "listen", "--port", "0", "--forward-to", application.url]);
  const [, port] = await listener.stderrMatch(/Listening on http:\/\/127\.0\.0\.1:(\d+)/);
  await listener.stderrMatch(/Passing every stored call on to http/);

  await post(Number(port), approval(1));
  for (let look = 0; look < 200 && listener.lines().length < 2; look += 1) await new Promise((resolve) => setTimeout(resolve, 50));

  const shown = listener.lines().find((line) => line.includes("→"));
  expect(shown).toMatch(/^ {11}→ 500 POST http:\/\/127\.0\.0\.1:\d+\/webhook {2}\d+ ms$/);
});

describe("addresses", () => {
  test.each([
    ["ftp://127.0.0.1/", "INTG_URL_INVALID"],
    ["http://ana:senha@127.0.0.1:3000/", "INTG_URL_INVALID"],
    ["localhost:3000", "INTG_URL_INVALID"],
    ["http://localhost:4040/hooks/hotmart", "INTG_BAD_VALUE"],
  ])("%s is refused", async (url, code) => {
    expect(jsonError(await intg(["--home", await shopHome(), "listen", "--forward-to", url, "--json"])).code).toBe(code);
  });

  test("of another machine are warned of: calls carry credentials and buyer data", async () => {
    const listener = await listenFor({ url: "https://app.example.com/webhook" });

    const [said] = await listener.stderrMatch(/^warning .*not this machine.*$/m);

    expect(said).toContain("app.example.com");
  });
});
