import { type ChildProcess, fork, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Clock ticks of /proc per second; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** A process of the bench's own, that answers every message with one message. */
export interface Worker {
  readonly pid: number;
  ask<Answer>(message: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param file - name of a file in `bench/processes`. */
export async function startWorker(file: string, args: readonly string[]): Promise<Worker> {
  const path = fileURLToPath(new URL(`../processes/${file}`, import.meta.url));
  const child = fork(path, [...args], {
    execArgv: ["--import", import.meta.resolve("tsx")],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await answerOf(child, file);
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(message: object) => {
      const answer = answerOf<Answer>(child, file);
      child.send(message);
      return answer;
    },
    stop: () => stopChild(child),
  };
}

function answerOf<Answer>(child: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (answer) => {
      child.off("exit", onExit);
      resolve(answer as Answer);
    });
  });
}

/** A listener of the product on a port of its own. */
export interface RunningListener {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts `intg listen` as an operator would, its output thrown away by the system. */
export async function startListening(bin: string, home: string, nodeArgs: readonly string[] = []): Promise<RunningListener> {
  const port = await freePort();
  const stdio: StdioOptions = ["ignore", "ignore", "inherit"];
  const child = spawn(process.execPath, [...nodeArgs, bin, "listen", "--port", String(port), "--json", "--quiet", "--home", home], {
    stdio,
  });
  for (let tries = 0; !(await isUp(port)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error("the listener does not come up");
    await sleep(50);
  }
  return { pid: child.pid ?? 0, port, stop: () => stopChild(child) };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Processor time that a process has used, all its threads together; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** The most memory that a process ever held, in MiB; NaN where there is no /proc. */
export function peakMemoryMiB(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function isUp(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
