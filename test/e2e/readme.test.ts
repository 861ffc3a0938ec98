import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT_CODES } from "../../src/core/errors.ts";
import { type LeadloversServer, startLeadloversServer } from "../support/leadlovers-server.ts";
import { BIN, freePort } from "./support.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const PATIENCE_MS = 110_000;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-readme-"));
  writeFileSync(join(folder, "intg"), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`, { mode: 0o755 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every command of the README runs, in order, on an empty home, and everybody is told", { timeout: PATIENCE_MS + 10_000 }, async () => {
  const receiver = await startReceiver();
  const leadlovers = await startLeadloversServer();
  const blocks = [...README.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? "");
  expect(blocks.length).toBeGreaterThanOrEqual(14);

  const run = await bash(scriptOf(blocks, { port: await freePort(), vendorPort: await freePort(), receiver, leadlovers }));
  await Promise.all([receiver.close(), leadlovers.close()]);

  expect(run.stderr).not.toContain("INTG_BUG");
  expect({ status: run.status, stderr: run.status === 0 ? "" : run.stderr }).toEqual({ status: 0, stderr: "" });
  expect(run.stdout).toContain("DOCUMENT,URL,SEND_LEAD_EMAIL\n56921485000100,https://crm.com.br/lead,false\n");
  expect(run.stdout).toContain("purchase.refunded");
  expect(run.stdout).toMatch(/^- canceled +zap +notify carrinho-1@5m /m);

  const secrets = run.stdout.match(/^whsec_\S+$/gm) ?? [];
  const [probe, ...sales] = receiver.calls.filter(({ path }) => path === "/hook");
  expect(secrets.length).toBe(2);
  expect(verified(secrets[0], probe)).toMatchObject({ type: "intg.test" });
  const told = sales.map((call) => verified(secrets[1], call) as { readonly type: string; readonly data: { readonly buyer: object } });
  // Those of ana and conceicao came before the destination was registered: it hears of them by the replay.
  expect(told.map(({ type, data }) => `${type} ${(data.buyer as { readonly email: string }).email}`).sort()).toEqual([
    "purchase.approved ana@example.com",
    "purchase.approved caio@example.com",
    "purchase.approved conceicao.inventada@example.com",
    "purchase.approved dora@example.com",
  ]);
  expect(leadlovers.lead("caio@example.com")).toMatchObject({ tags: [640001], places: ["700001/1500002/1"] });
  // Bia was erased before.
  expect(receiver.calls.filter(({ headers }) => "x-intg-replay" in headers).length).toBe(4);
  expect(receiver.calls.filter(({ path }) => path !== "/hook").map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(["POST /api/v1/users?api_key=OBVIOUSLY-FAKE-KEY-0002", "PUT /users/caio%40example.com/courses/curso-x"]),
  );
});

test("the README names every exit code, and no other", () => {
  const named = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code)).sort((a, b) => a - b);

  expect(named).toEqual([0, ...Object.values(EXIT_CODES)].sort((a, b) => a - b));
});

interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Receiver {
  readonly port: number;
  readonly calls: readonly ReceivedCall[];
  close(): Promise<void>;
}

/** Says yes to everything, in the place of every application and vendor that the README names but leadlovers. */
async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function verified(secret = "", call?: ReceivedCall): unknown {
  return new Webhook(secret).verify(call?.body ?? "", call?.headers as Record<string, string>);
}

async function bash(script: string): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const env = { PATH: `${folder}:${process.env.PATH}`, INTG_HOME: join(folder, "home") };
  const child = spawn("bash", ["-c", script], { env, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE_MS });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, stdout, stderr };
}

interface Places {
  readonly port: number;
  readonly vendorPort: number;
  readonly receiver: Receiver;
  readonly leadlovers: LeadloversServer;
}

/**
 * The blocks as one script that stops at the first failure; the listener runs beside it, as in another terminal. Nothing
 * leaves this machine: each address is one of ours, and vendors whose address is built in are given another.
 */
function scriptOf(blocks: readonly string[], { port, vendorPort, receiver, leadlovers }: Places): string {
  const here = `http://127.0.0.1:${receiver.port}`;
  const text = blocks
    .join("\n")
    .replaceAll("127.0.0.1:4040", `127.0.0.1:${port}`)
    .replaceAll("127.0.0.1:4041", `127.0.0.1:${vendorPort}`)
    .replaceAll(/http:\/\/127\.0\.0\.1:(3000|8080)\b/g, here)
    .replaceAll("https://escola.example.com", here)
    .replaceAll("add escola --kind members", "add escola --kind members --allow-private")
    .replaceAll("--set preset=memberkit", `--set preset=memberkit --set base-url=${here} --allow-private`)
    .replaceAll("--kind leadlovers", `--kind leadlovers --set base-url=${leadlovers.url} --allow-private`);
  const listening = `intg listen --port ${port} > listen.log 2>&1 & listener=$!
for try in $(seq 100); do grep -q Listening listen.log && break; sleep 0.1; done`;
  const script = text
    .split("\n")
    .map((line) => (line === "intg listen" ? listening : line))
    .join("\n");
  // What one event sends is queued in one piece: once a part of it is sent, the rest is to be seen.
  const sent = `for try in $(seq 50); do
  intg dispatch list --state sent --json | grep -q '"destination":"lovers"' &&
    ! intg dispatch list --queued --json | grep -qE '"destination":"(crm|lovers|kit|escola)"' && break
  sleep 0.3
done
intg dispatch list --state canceled`;
  return `set -eu
cd "${folder}"
trap 'kill $listener 2>/dev/null; wait $listener 2>/dev/null || true' EXIT
listener=
${script}
${sent}
`;
}
