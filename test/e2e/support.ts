import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { type Agent, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";

/** The program as it is installed; `npm run build` first. */
export const BIN = fileURLToPath(new URL("../../bin/intg.js", import.meta.url));

/** What the program runs, for what runs in this process. */
const MAIN = new URL("../../dist/cli/main.js", import.meta.url).href;

/** Long enough for a busy machine, short enough to end a hung test before Vitest does. */
const PATIENCE_MS = 25_000;

export interface ProcessOptions {
  /** Added to an environment that holds nothing of the machine's but PATH and TMPDIR. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; empty when absent. Never a terminal. */
  readonly input?: string | Buffer;
  readonly cwd?: string;
  /** Run as this user, where we are root; root may write everywhere. */
  readonly uid?: number;
  /** Words before `node`, as `prlimit --fsize=0`. */
  readonly prefix?: readonly string[];
  /** Where standard output goes instead of to us. */
  readonly stdoutTo?: number;
  /** Flags for node itself. */
  readonly nodeFlags?: readonly string[];
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Finished extends Exit {
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** A process that runs, with everything it has said so far. */
export interface Running {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  stdout(): string;
  stderr(): string;
  /** Whole lines of standard output so far. */
  lines(): readonly string[];
  /** Every whole line of standard output so far, read as JSON. */
  records(): readonly JsonObject[];
  /** Resolves with the first match of standard error, now or later. */
  stderrMatch(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the records as soon as `isEnough` says so. Rejects when the process ends or patience does. */
  recordsWhen(isEnough: (records: readonly JsonObject[]) => boolean, what: string): Promise<readonly JsonObject[]>;
  kill(signal: NodeJS.Signals): void;
}

export type JsonObject = Readonly<Record<string, unknown>>;

const running = new Set<Running>();
const folders = new Set<string>();

/** A folder of its own that the next `cleanUp` takes away. Not made by intg: the home itself may be `join(it, "home")`. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "intg-e2e-"));
  folders.add(folder);
  return folder;
}

/** Ends what a test left running and takes its folders away; for `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const one of running) one.kill("SIGKILL");
  await Promise.all([...running].map(({ exited }) => exited));
  running.clear();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

/** Starts `intg` and does not wait for its end. */
export function start(args: readonly string[], options: ProcessOptions = {}): Running {
  const [program = process.execPath, ...before] = [...(options.prefix ?? []), process.execPath];
  const child = spawn(program, [...before, ...(options.nodeFlags ?? []), BIN, ...args], {
    env: environment(options.env),
    stdio: ["pipe", options.stdoutTo ?? "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  const output = { stdout: "", stderr: "" };
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
      changed();
    });
  }
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(options.input ?? "");
  let ended: Exit | undefined;
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      ended = { code, signal };
      resolve(ended);
      changed();
    });
  });
  const when = <T>(read: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        watchers.delete(look);
        done();
      };
      const failure = (why: string) =>
        new Error(`${why} while waiting for ${what}: intg ${args.join(" ")}\n--- stdout\n${output.stdout}\n--- stderr\n${output.stderr}`);
      const look = () => {
        const found = read();
        if (found !== undefined) settle(() => resolve(found));
        else if (ended !== undefined) settle(() => reject(failure(`exit ${ended?.code ?? ended?.signal}`)));
      };
      const timer = setTimeout(() => settle(() => reject(failure("out of patience"))), PATIENCE_MS);
      watchers.add(look);
      look();
    });
  const lines = () => output.stdout.split("\n").slice(0, -1);
  const records = () => lines().map((line) => JSON.parse(line) as JsonObject);
  const self: Running = {
    pid: child.pid ?? 0,
    child,
    exited,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    lines,
    records,
    stderrMatch: (pattern) => when(() => pattern.exec(output.stderr) ?? undefined, String(pattern)),
    recordsWhen: (isEnough, what) =>
      when(() => {
        const found = records();
        return isEnough(found) ? found : undefined;
      }, what),
    kill: (signal) => void child.kill(signal),
  };
  running.add(self);
  void exited.then(() => running.delete(self));
  return self;
}

/** Runs `intg` to its end. */
export async function intg(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  const startedAt = performance.now();
  const one = start(args, options);
  const timer = setTimeout(() => one.kill("SIGKILL"), PATIENCE_MS);
  const exit = await one.exited;
  clearTimeout(timer);
  return { ...exit, stdout: one.stdout(), stderr: one.stderr(), ms: performance.now() - startedAt };
}

/**
 * As `intg`, in this process wherever nothing about the process is asked for: for what sets a test up, looks at what came of it, or
 * is about words and exit codes. The same built command, ten times as fast.
 */
export async function intgHere(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  const { env, input = "", ...ofTheProcess } = options;
  // Node reads the zone of the process itself.
  if (Object.keys(ofTheProcess).length > 0 || env?.TZ !== undefined) return intg(args, options);
  const startedAt = performance.now();
  const { main } = (await import(MAIN)) as { main(args: readonly string[], io: object): Promise<number> };
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = { stdout: "", stderr: "" };
  stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  const code = await main(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr, env: environment(env) });
  stdout.end();
  stderr.end();
  await Promise.all([finished(stdout), finished(stderr)]);
  return { ...said, code, signal: null, ms: performance.now() - startedAt };
}

/** Runs `intg`, here where it can, and insists that it succeeds. @returns its standard output. */
export async function intgOk(args: readonly string[], options: ProcessOptions = {}): Promise<string> {
  const { code, signal, stdout, stderr } = await intgHere(args, options);
  if (code !== 0) throw new Error(`intg ${args.join(" ")}: exit ${code ?? signal}\n${stderr}`);
  return stdout;
}

function environment(env: ProcessOptions["env"] = {}): Readonly<Record<string, string>> {
  return { PATH: process.env.PATH ?? "", TMPDIR: tmpdir(), HOME: "/nonexistent", LANG: "C", ...env };
}

/** The error object that a command printed under --json, which must be all there is. */
export function jsonError({ stdout, stderr }: Finished): { readonly code: string; readonly message: string; readonly hint: string | null } {
  if (stdout !== "") throw new Error(`stdout is not empty: ${stdout}`);
  const lines = stderr.split("\n").filter((line) => line !== "");
  if (lines.length !== 1) throw new Error(`stderr is not one line: ${stderr}`);
  const { error } = JSON.parse(lines[0] ?? "") as { error: { code: string; message: string; hint: string | null } };
  return error;
}

/** An invented hottok that must never be seen again outside of the header it is sent in. */
export const HOTTOK = "hottok-Zq81-never-to-be-seen";

/** A home that sells `curso-x` as hotmart product 1001 and tags who buys and who gives back. */
export async function shopHome(options: ProcessOptions = {}): Promise<string> {
  const home = join(tempFolder(), "home");
  await furnish(home, options);
  return home;
}

/** Makes a home into such a shop. */
export async function furnish(home: string, options: ProcessOptions = {}): Promise<void> {
  const quiet = ["--home", home, "--quiet"];
  const env = { ...options.env, HOTTOK };
  await intgOk([...quiet, "product", "add", "Curso X", "--slug", "curso-x"], options);
  await intgOk([...quiet, "product", "link", "curso-x", "hotmart", "1001"], options);
  await intgOk([...quiet, "credential", "set", "hotmart", "--secret", "hottok=env:HOTTOK"], { ...options, env });
  await intgOk(
    [...quiet, "rule", "add", "curso-x", "--on", "purchase.approved", "--add-tag", "comprou", "--add-to", "vendas/boas-vindas"],
    options,
  );
  await intgOk(
    [...quiet, "rule", "add", "curso-x", "--on", "purchase.refunded", "--remove-tag", "comprou", "--add-tag", "devolveu"],
    options,
  );
}

export interface RunningListener extends Running {
  readonly port: number;
  /** Sends one call; resolves with its answer, rejects when there is none. */
  post(body: object | Buffer, options?: PostOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** The event lines printed so far. */
  events(): readonly JsonObject[];
  /** Resolves with the event lines when there are `count` of them. */
  eventsWhen(count: number): Promise<readonly JsonObject[]>;
}

/** Starts `intg listen --port 0 --json` and waits for its first line. */
export async function startListener(
  home: string,
  options: ProcessOptions & { readonly args?: readonly string[] } = {},
): Promise<RunningListener> {
  const one = start(["--home", home, "listen", "--port", "0", "--json", ...(options.args ?? [])], options);
  const found = await one.recordsWhen((records) => records.some(isListening), "the listening line");
  const port = Number(found.find(isListening)?.port);
  return {
    ...one,
    port,
    post: (body, wishes = {}) => post(port, body, wishes),
    get: (path) => exchange({ port, path, method: "GET" }),
    events: () => one.records().filter(isEvent),
    eventsWhen: async (count) =>
      (await one.recordsWhen((records) => records.filter(isEvent).length >= count, `${count} events`)).filter(isEvent),
  };
}

function isListening(record: JsonObject): boolean {
  return record.type === "listening";
}

function isEvent(record: JsonObject): boolean {
  return record.type === "event";
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface PostOptions {
  readonly path?: string;
  /** The hottok to send; ours when absent, none when null. */
  readonly hottok?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

/** Sends a hotmart call as the vendor would. */
export function post(
  port: number,
  body: object | Buffer,
  { path = "/hooks/hotmart", hottok = HOTTOK, headers = {}, agent }: PostOptions = {},
): Promise<Answer> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const credential: Record<string, string> = hottok === null ? {} : { "X-Hotmart-Hottok": hottok };
  return exchange({
    port,
    path,
    method: "POST",
    headers: { "Content-Type": "application/json", "Content-Length": String(bytes.length), ...credential, ...headers },
    bytes,
    ...(agent === undefined ? {} : { agent }),
  });
}

interface Exchange {
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Buffer;
  readonly agent?: Agent;
}

function exchange({ port, path, method, headers = {}, bytes, agent }: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, path, method, headers, agent: agent ?? false, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    call.on("timeout", () => call.destroy(new Error("no answer in time")));
    call.on("error", reject);
    call.end(bytes);
  });
}

/** A user that may not write where root may; undefined where we are not root and need no other. */
export function ordinaryUser(): number | undefined {
  return process.getuid?.() === 0 ? 65_534 : undefined;
}

/** Makes a folder that such a user can reach. */
export function openToAll(folder: string): string {
  chmodSync(folder, 0o777);
  return folder;
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
