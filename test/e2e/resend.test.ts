import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, intg, intgOk, jsonError, shopHome, start, startListener, tempFolder } from "./support.ts";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await cleanUp();
});

/** A shop that received so many sales, as simulated calls. */
async function shopThatSold(count: number): Promise<string> {
  const home = await shopHome();
  await intgOk(["--home", home, "--quiet", "simulate", "hotmart", "purchase", "--count", String(count), "--seed", "1", "--commit"]);
  return home;
}

/** An endpoint that takes its time. */
async function slowEndpoint(ms: number): Promise<{ readonly url: string; readonly count: () => number }> {
  let calls = 0;
  const server = createServer((message, response) => {
    calls += 1;
    message.resume();
    setTimeout(() => response.end(), ms);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, count: () => calls };
}

describe("replay --to", () => {
  test("sends stored calls to another listener, which takes them as the vendor's", async () => {
    const [home, other] = [await shopThatSold(3), await shopHome()];
    const listener = await startListener(other);
    const sent = await intgOk(["--home", home, "--json", "replay", "--all", "--to", `http://127.0.0.1:${listener.port}`]);
    const events = await listener.eventsWhen(3);

    const records = sent
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(records).toMatchObject([
      { status: 200 },
      { status: 200 },
      { status: 200 },
      { type: "summary", calls: 3, accepted: 3, refused: 0 },
    ]);
    expect(events).toMatchObject([1, 2, 3].map(() => ({ provider: "hotmart", trigger: "purchase.approved" })));
  });

  test("sends nothing to a host that is not this machine without a yes", async () => {
    const home = await shopThatSold(1);
    const refused = await intg(["--home", home, "--json", "replay", "--all", "--to", "https://crm.invalid/hook"]);

    expect(refused.code).toBe(2);
    expect(jsonError(refused).code).toBe("INTG_CONFIRMATION_NEEDED");
  });

  test("ends between two calls when it is told to, and says how far it came", async () => {
    const home = await shopThatSold(20);
    const endpoint = await slowEndpoint(200);
    const replay = start(["--home", home, "--json", "replay", "--all", "--to", endpoint.url]);
    await replay.recordsWhen((records) => records.length >= 1, "the first call");
    replay.kill("SIGINT");

    expect(await replay.exited).toEqual({ code: 130, signal: null });
    const sent = replay.records().filter(({ type }) => type === "sent").length;
    expect(sent).toBe(endpoint.count());
    expect(sent).toBeLessThan(20);
    expect(replay.stderr()).toContain(`${sent} of 20 calls were tried`);
  });
});

describe("recorded calls", () => {
  test("as curl command lines, .http, HAR and JSON lines go the same way", async () => {
    const folder = tempFolder();
    const print = (form: string) =>
      intgOk([
        "--home",
        join(folder, "home"),
        "--quiet",
        "simulate",
        "hotmart",
        "purchase",
        "--seed",
        "1",
        "--count",
        "2",
        "--print",
        form,
      ]);
    const [curl, http] = [await print("curl"), await print("http")];
    const bodies = http.split("\n###\n").map((call) => call.trim().split("\n\n").slice(1).join("\n\n"));
    const headers = [
      { name: ":path", value: "/" },
      { name: "x-hotmart-hottok", value: "intgSampleHottokNotARealSecret0000001" },
    ];
    const entries = bodies.map((text) => ({
      request: { method: "POST", url: "https://a.example.com/hooks/hotmart", headers, postData: { mimeType: "application/json", text } },
    }));
    const lines = bodies.map((body) => JSON.stringify({ target: "/hooks/hotmart", body }));
    const files = {
      "calls.sh": curl,
      "calls.http": http,
      "calls.har": JSON.stringify({ log: { entries } }, null, 2),
      "calls.jsonl": lines.join("\n"),
    };

    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      const traces = await intgOk(["--home", join(folder, "home"), "--json", "replay", "--file", join(folder, name)]);

      expect(JSON.parse(traces), name).toMatchObject([1, 2].map(() => ({ event: { trigger: "purchase.approved" } })));
    }
  });

  test("of which one is faulty are not taken at all, and it is named", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "calls.sh"), "curl http://a/hooks/payt -d a=1\ncurl http://a/hooks/payt -d @body.json\n");
    const refused = await intg([
      "--home",
      join(folder, "home"),
      "--json",
      "replay",
      "--file",
      join(folder, "calls.sh"),
      "--to",
      "http://127.0.0.1:1",
    ]);

    expect(refused.code).toBe(4);
    expect(jsonError(refused)).toMatchObject({
      code: "INTG_RECORDING_BAD",
      message: expect.stringContaining("line 2: -d takes its value from the file body.json"),
    });
  });
});
