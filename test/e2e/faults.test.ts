import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { lookInto, onDatabase } from "./database.ts";
import { limitedDisk, type SmallDisk, smallDisk } from "./small-disk.ts";
import { openConnection, within } from "./socket.ts";
import {
  type Answer,
  BIN,
  cleanUp,
  type Finished,
  furnish,
  HOTTOK,
  intg,
  intgOk,
  jsonError,
  openToAll,
  ordinaryUser,
  type ProcessOptions,
  type RunningListener,
  shopHome,
  startListener,
  tempFolder,
} from "./support.ts";

const disks = new Set<SmallDisk>();
afterEach(async () => {
  for (const disk of disks) disk.remove();
  disks.clear();
  await cleanUp();
});

const approval = (number: number | string, padding = "") =>
  saleEvent("PURCHASE_APPROVED", { transaction: `HP${number}`, email: `comprador${number}@example.com`, offer: `oferta${padding}` }, 1);

/** Runs a command that must fail, with --json. */
async function failure(home: string, args: readonly string[], options: ProcessOptions = {}) {
  const done = await intg(["--home", home, "--json", ...args], options);
  return { exit: done.code, ...jsonError(done), ms: done.ms };
}

const ADD = ["product", "add", "Curso Y"] as const;

describe.each([
  ["a file system that is full", smallDisk],
  ["writes that fail", (folder: string) => limitedDisk(made(join(folder, "disk")))],
])("%s", (_, makeDisk) => {
  const diskFor = () => {
    const disk = makeDisk(tempFolder());
    disks.add(disk);
    return disk;
  };

  test("the listener asks the vendor to come again, and takes calls as soon as there is room", async () => {
    const disk = diskFor();
    const home = join(disk.folder, "home");
    await furnish(home);
    const listener = await startListener(home);
    expect((await listener.post(approval("before"))).status).toBe(200);

    disk.fill(listener);
    const refusal = await callUntil(listener, 503);
    const stillRefused = await listener.post(approval("still", "x".repeat(60_000)));
    const live = await listener.get("/healthz");
    disk.free(listener);
    const takenAgain = await callUntil(listener, 200);
    const taken = 1 + refusal.taken + takenAgain.taken;

    expect(refusal.last.headers["retry-after"]).toMatch(/^[1-9]\d*$/);
    expect(refusal.last.body).toBe("");
    expect(stillRefused.status).toBe(503);
    expect(live.status).toBe(200);
    await listener.eventsWhen(taken);
    listener.kill("SIGTERM");
    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: taken, queued: 0, processed: taken });
  });

  test("a command says so, exits 7 and leaves nothing half written", async () => {
    const disk = diskFor();
    const home = join(disk.folder, "home");
    await furnish(home);
    const before = await intgOk(["--home", home, "--json", "product", "list"]);
    const listener = await startListener(home);

    disk.fill(listener);
    const failed = await failure(home, ["product", "add", "Curso Y", "--description", "x".repeat(100_000)], { prefix: disk.prefix });
    disk.free(listener);

    expect(failed).toMatchObject({ exit: 7, code: disk.code, hint: expect.any(String) });
    expect(await intgOk(["--home", home, "--json", "product", "list"])).toBe(before);
    expect(lookInto(home).integrity).toBe("ok");
  });

  test("a first start fails with a remedy, not with a stack", async () => {
    const disk = diskFor();
    const other = await startListener(await shopHome());
    disk.fill(other);

    const failed = await failure(join(disk.folder, "new-home"), ADD, { prefix: disk.prefix });

    disk.free(other);
    expect(failed).toMatchObject({ exit: 7, code: disk.code });
    expect(await intgOk(["--home", join(disk.folder, "new-home"), ...ADD])).toBe("curso-y\n");
  });
});

describe("a home that cannot be used", () => {
  test("a folder that must not be written in", async () => {
    const folder = openToAll(tempFolder());
    const locked = made(join(folder, "locked"));
    chmodSync(locked, 0o555);
    const uid = ordinaryUser();

    const failed = await failure(join(locked, "home"), ADD, uid === undefined ? {} : { uid });

    expect(failed).toMatchObject({ exit: 7, code: "INTG_STORE_UNWRITABLE", message: `Cannot write to ${join(locked, "home")}.` });
    expect(failed.hint).toContain("--home");
  });

  test("a file", async () => {
    const home = join(tempFolder(), "home");
    writeFileSync(home, "not a folder");

    expect(await failure(home, ADD)).toMatchObject({ exit: 7, code: "INTG_STORE_UNWRITABLE" });
    expect(await failure(join(home, "below"), ADD)).toMatchObject({ exit: 7, code: "INTG_STORE_UNWRITABLE" });
    expect(readFileSync(home, "utf8")).toBe("not a folder");
  });

  test("a database that is no database, or somebody else's, is refused and left as it is", async () => {
    const home = await shopHome();
    const path = join(home, "intg.db");
    const garbage = Buffer.alloc(40_000, "garbage ");
    clearDatabase(home);
    writeFileSync(path, garbage);

    expect(await failure(home, ["product", "list"])).toMatchObject({
      exit: 7,
      code: "INTG_STORE_CORRUPT",
      message: expect.stringContaining(path),
    });
    expect(await failure(home, ["listen", "--port", "0"])).toMatchObject({ exit: 7, code: "INTG_STORE_CORRUPT" });
    expect(readFileSync(path)).toEqual(garbage);

    clearDatabase(home);
    onDatabase(home, (db) => db.exec("CREATE TABLE recipes (name TEXT)"));
    expect(await failure(home, ["product", "list"])).toMatchObject({ exit: 7, code: "INTG_STORE_CORRUPT" });
    expect(onDatabase(home, (db) => db.prepare("SELECT name FROM sqlite_schema").pluck().all())).toEqual(["recipes"]);
  });

  test("a database whose pages are damaged", async () => {
    const home = await shopHome();
    damagePages(home);

    expect(await failure(home, ["product", "list"])).toMatchObject({
      exit: 7,
      code: "INTG_STORE_CORRUPT",
      hint: expect.stringContaining("backup"),
    });
  });

  test("a database of a newer intg is named with both versions", async () => {
    const home = await shopHome();
    onDatabase(home, (db) => db.pragma("user_version = 99"));

    const failed = await failure(home, ["product", "list"]);

    expect(failed).toMatchObject({ exit: 7, code: "INTG_STORE_NEWER", hint: expect.stringContaining("npm install") });
    expect(failed.message).toContain("99");
  });
});

describe("a database that another process holds", () => {
  test("reading goes on; writing gives up in time and says why", async () => {
    const home = await shopHome();
    const holder = holdLock(home);

    const read = await intg(["--home", home, "product", "list", "--json"]);
    const failed = await failure(home, ADD);
    holder.close();

    expect(read.code).toBe(0);
    expect(failed).toMatchObject({ exit: 7, code: "INTG_STORE_BUSY", hint: "Try again in a moment." });
    expect(failed.ms).toBeLessThan(10_000);
    expect(await intgOk(["--home", home, ...ADD])).toBe("curso-y\n");
  });

  test("the listener answers 503 in time, and 200 when it is free", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const holder = holdLock(home);

    const refusal = await within(10_000, listener.post(approval(1)));
    holder.close();

    expect(refusal).toMatchObject({ status: 503, headers: { "retry-after": expect.stringMatching(/^[1-9]\d*$/) } });
    expect((await listener.post(approval(2))).status).toBe(200);
    await listener.eventsWhen(1);
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 1, queued: 0, processed: 1 });
  });

  test("callers wait for it together, not one after the other, and the listener still shows that it lives", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const holder = holdLock(home);

    // Spread out, so that they do not share one commit; nothing tells from outside that one has begun.
    const calls: Promise<Answer>[] = [];
    for (let number = 0; number < 4; number += 1) {
      calls.push(listener.post(approval(number)));
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const live = listener.get("/healthz");
    const answers = await Promise.allSettled([within(2_000, live), within(8_000, Promise.all(calls))]);
    holder.close();
    await Promise.all([live, ...calls]);

    expect(answers).toMatchObject([
      { status: "fulfilled", value: { status: 200 } },
      { status: "fulfilled", value: Array.from({ length: 4 }, () => ({ status: 503 })) },
    ]);
  });
});

describe("a database that breaks while the listener runs", () => {
  test("calls are answered 503, never 200, and the listener stays", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(approval(1));
    await listener.eventsWhen(1);

    damagePages(home);
    const statuses: number[] = [];
    for (const number of [2, 3, 4]) statuses.push((await listener.post(approval(number))).status);

    expect(statuses).toEqual([503, 503, 503]);
    expect((await listener.get("/healthz")).status).toBe(200);
    expect((await listener.get("/readyz")).status).toBe(503);
  });
});

describe("the key of the credentials", () => {
  const CHECK = ["credential", "check", "hotmart"] as const;

  test.each<[string, (path: string) => void]>([
    ["is missing", (path) => rmSync(path)],
    ["is another", (path) => writeFileSync(path, `${Buffer.alloc(32, 7).toString("base64")}\n`)],
    ["is a folder", replaceByFolder],
    ["is cut off", (path) => truncateSync(path, 10)],
    ["may be read by others", (path) => chmodSync(path, 0o644)],
  ])("%s: exit 7, with the way back", async (_, spoil) => {
    const home = await shopHome();
    spoil(join(home, "key"));

    const failed = await failure(home, CHECK);

    expect(failed).toMatchObject({ exit: 7, code: "INTG_KEY_UNUSABLE", hint: expect.stringContaining("INTG_KEY") });
    // The rest of the home needs no key.
    expect((await intg(["--home", home, "product", "list"])).code).toBe(0);
  });

  test("INTG_KEY that is no key is refused without being shown", async () => {
    const home = await shopHome();
    const env = { INTG_KEY: "not-a-key-but-still-private" };

    const failed = await failure(home, CHECK, { env });

    expect(failed).toMatchObject({ exit: 7, code: "INTG_KEY_UNUSABLE" });
    expect(JSON.stringify(failed)).not.toContain("still-private");
  });

  test("INTG_KEY with the right key stands in for a file that is gone", async () => {
    const home = await shopHome();
    const env = { INTG_KEY: readFileSync(join(home, "key"), "utf8").trim() };
    rmSync(join(home, "key"));

    expect((await intg(["--home", home, ...CHECK], { env })).code).toBe(0);
  });

  test("a listener without its key refuses with 503, so that the vendor comes again", async () => {
    const home = await shopHome();
    rmSync(join(home, "key"));

    const listener = await startListener(home);

    expect((await listener.post(approval(1))).status).toBe(503);
  });
});

describe("files that are no calls", () => {
  const replay = (path: string) => failure(join(tempFolder(), "home"), ["replay", "--provider", "hotmart", "--file", path]);
  const file = (content: string | Buffer) => {
    const path = join(tempFolder(), "call.http");
    writeFileSync(path, content);
    return path;
  };

  test("one of 2 GB is refused at once", async () => {
    const path = file("");
    truncateSync(path, 2 * 1024 ** 3);
    expect(statSync(path).size).toBe(2 * 1024 ** 3);

    const failed = await replay(path);

    expect(failed).toMatchObject({ exit: 4, code: "INTG_FILE_TOO_LARGE", message: `${path} is larger than 64 MiB.` });
    expect(failed.ms).toBeLessThan(3_000);
  });

  test("an empty one, a binary one, one without a blank line", async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 167 + 13) % 256));
    for (const content of ["", noise, "POST /hooks/hotmart HTTP/1.1", "\n\n\n"]) {
      const failed = await replay(file(content));
      expect(failed).toMatchObject({ exit: 4, code: "INTG_RECORDING_BAD" });
      // A reason in words, not a code of ours.
      expect(failed.message).not.toMatch(/recording\.|undefined|\{/);
    }
  });

  test("a device without end", async () => {
    const failed = await replay("/dev/zero");

    expect(failed).toMatchObject({ exit: 4, code: "INTG_FILE_TOO_LARGE", message: "/dev/zero is larger than 64 MiB." });
  });

  test("a secret in a device without end, or in a file of 2 GB", async () => {
    const huge = file("");
    truncateSync(huge, 2 * 1024 ** 3);

    for (const path of ["/dev/zero", huge]) {
      const failed = await failure(join(tempFolder(), "home"), ["credential", "set", "hotmart", "--secret", `hottok=file:${path}`]);
      expect(failed).toMatchObject({ exit: 4, code: "INTG_FILE_TOO_LARGE", message: `${path} is larger than 64 KiB.` });
      expect(failed.ms).toBeLessThan(3_000);
    }
  });

  test("a folder, and nothing at all", async () => {
    expect(await replay(tempFolder())).toMatchObject({ exit: 4, code: "INTG_FILE_UNREADABLE" });
    expect(await replay("/nonexistent/call.http")).toMatchObject({ exit: 4, code: "INTG_FILE_UNREADABLE" });
  });

  test("a stream is read no further than a file may be long", async () => {
    const home = join(tempFolder(), "home");

    const done = await shell(
      'head -c 100000000 /dev/zero | "$NODE" "$BIN" --home "$HOMEDIR" --json replay --provider hotmart --file /dev/stdin; echo "exit $?"',
      home,
    );

    expect(done.stdout).toBe("exit 4\n");
    expect(done.stderr).toContain('"code":"INTG_FILE_TOO_LARGE"');
  });
});

describe("a reader that stops reading", () => {
  test.each([
    ["text", "capabilities"],
    ["JSON", "capabilities --json"],
    ["many calls", "simulate hotmart purchase --count 3000 --seed 1 --print http"],
  ])("%s: the command ends quietly", async (_, args) => {
    const home = await shopHome();

    const done = await shell(`"$NODE" "$BIN" --home "$HOMEDIR" --quiet ${args} | head -n 1; echo "exit \${PIPESTATUS[0]}"`, home);

    expect(done.stdout.trim().split("\n")).toHaveLength(2);
    expect(done.stdout).toMatch(/\nexit 0\n$/);
    expect(done.stderr).toBe("");
  });

  test("a full disk under standard output is an error, and no stack", async () => {
    const home = await shopHome();

    const done = await shell('"$NODE" "$BIN" --home "$HOMEDIR" product list --json > /dev/full; echo "exit $?"', home);

    expect(done.stdout).toBe("exit 7\n");
    expect(done.stderr).toContain("INTG_OUTPUT_UNWRITABLE");
    expect(done.stderr).not.toContain("    at ");
  });
});

describe("a home that somebody else made", () => {
  test("keeps its mode; one that we make is for its owner alone", async () => {
    const theirs = openToAll(made(join(tempFolder(), "theirs")));
    const ours = join(tempFolder(), "ours");

    for (const home of [theirs, ours]) await intgOk(["--home", home, ...ADD]);

    expect(statSync(theirs).mode & 0o777).toBe(0o777);
    expect(statSync(ours).mode & 0o777).toBe(0o700);
    expect(statSync(join(theirs, "intg.db")).mode & 0o777).toBe(0o600);
  });
});

describe("nobody to ask", () => {
  test.each<[readonly string[], string]>([
    [["credential", "set", "hotmart"], "--secret hottok="],
    [["replay"], "--since"],
    [["simulate", "hotmart"], "intg simulate hotmart purchase"],
  ])("%j exits 2 and names what to give", async (args, flag) => {
    const failed = await failure(await shopHome(), args);

    expect(failed).toMatchObject({ exit: 2, code: "INTG_MISSING_VALUE", hint: expect.stringContaining(flag) });
  });

  test("a removal is refused without --yes", async () => {
    const home = await shopHome();

    const failed = await failure(home, ["product", "remove", "curso-x"]);

    expect(failed.exit).toBe(3);
    expect(failed.hint).toContain("--yes");
    expect((await intg(["--home", home, "product", "show", "curso-x"])).code).toBe(0);
  });
});

describe("a line that names no command", () => {
  test.each([
    [["product"], /^Usage: intg product /],
    [["--json", "product"], /^Usage: intg product /],
    [["--json"], /^Usage: intg /],
    [[], /^Usage: intg /],
  ])("%j shows help, wherever the home stands", async (args, help) => {
    const home = tempFolder();

    for (const line of [args, ["--home", home, ...args]]) {
      const done = await intg(line);
      expect(done).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(help) });
    }
  });

  test("an unknown flag alone is an error", async () => {
    expect(await failure(tempFolder(), ["--jsn"])).toMatchObject({ exit: 2, code: "INTG_USAGE" });
  });
});

describe("mistyped", () => {
  test.each<[readonly string[], string, string]>([
    [["prodct", "list"], "INTG_UNKNOWN_COMMAND", "product"],
    [["product", "lst"], "INTG_UNKNOWN_COMMAND", "product list"],
    [["lisen"], "INTG_UNKNOWN_COMMAND", "listen"],
    [["product", "list", "--jsn"], "INTG_USAGE", "--json"],
    [["simulate", "hotmrt", "purchase"], "INTG_UNKNOWN_PROVIDER", "hotmart"],
    [["simulate", "hotmart", "purchse"], "INTG_UNKNOWN_SIMULATION", "purchase"],
    [["rule", "add", "curso-x", "--on", "purchase.aproved", "--add-tag", "x"], "INTG_UNKNOWN_TRIGGER", "purchase.approved"],
    [["credential", "set", "hotmart", "--secret", "hotok=env:X"], "INTG_UNKNOWN_SECRET", "hottok"],
  ])("%j: exit 2 and the word that was meant, wherever the flags stand", async (args, code, meant) => {
    const home = await shopHome();

    for (const line of [
      ["--home", home, "--json", ...args],
      ["--json", ...args, "--home", home],
    ]) {
      const done = await intg(line);
      const error = jsonError(done);
      expect({ exit: done.code, code: error.code }).toEqual({ exit: 2, code });
      expect(`${error.message} ${error.hint}`).toContain(meant);
    }
  });

  test("the same for people: two lines on standard error, none on standard output", async () => {
    const done = await intg(["lisen"]);

    expect(done).toMatchObject({ code: 2, stdout: "" });
    expect(done.stderr).toBe(
      "error There is no command `lisen`. [INTG_UNKNOWN_COMMAND]\nhint  Did you mean `intg listen`? All commands: intg --help\n",
    );
  });
});

describe("calls that the listener must not wait for", () => {
  test("a body over 1 MiB is answered 413, announced or not", async () => {
    const listener = await startListener(await shopHome());
    const head = `POST /hooks/hotmart HTTP/1.1\r\nHost: localhost\r\nX-Hotmart-Hottok: ${HOTTOK}\r\n`;

    const announced = await openConnection(listener.port);
    announced.write(`${head}Content-Length: 1048577\r\n\r\n`);
    expect(await within(3_000, announced.status())).toBe(413);
    expect(await within(3_000, announced.closed)).toContain("onnection: close");

    const streamed = await openConnection(listener.port);
    streamed.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    for (let chunk = 0; chunk < 17; chunk += 1) streamed.write(`10000\r\n${"x".repeat(65_536)}\r\n`);
    expect(await within(3_000, streamed.status())).toBe(413);
    expect((await listener.post(approval(1))).status).toBe(200);
  });

  test("a body of exactly 1 MiB is read, and refused for what it is", async () => {
    const listener = await startListener(await shopHome());

    expect((await listener.post(Buffer.alloc(1024 * 1024, "x"))).status).toBe(400);
  });

  test("a header over 16 KiB is answered 431", async () => {
    const listener = await startListener(await shopHome());

    expect((await listener.post(approval(1), { headers: { "X-Long": "x".repeat(20_000) } })).status).toBe(431);
  });

  test("headers and bodies that do not come are answered 408 and hold nobody up", async () => {
    const listener = await startListener(await shopHome());
    const [slowHeader, slowBody] = [await openConnection(listener.port), await openConnection(listener.port)];
    slowHeader.write("POST /hooks/hotmart HTTP/1.1\r\nHost: local");
    slowBody.write(`POST /hooks/hotmart HTTP/1.1\r\nHost: localhost\r\nX-Hotmart-Hottok: ${HOTTOK}\r\nContent-Length: 500\r\n\r\n{"id"`);

    const inTheMeantime = await listener.post(approval(1));

    expect(inTheMeantime.status).toBe(200);
    expect(await within(13_000, slowHeader.status())).toBe(408);
    expect(await within(19_000, slowBody.status())).toBe(408);
  });

  test("nonsense is answered 400, another method 405, another path 404, and none of it ends it", async () => {
    const listener = await startListener(await shopHome());
    const nonsense = await openConnection(listener.port);
    nonsense.write("\u0016\u0003\u0001 not http\r\n\r\n");

    expect(await within(3_000, nonsense.status())).toBe(400);
    expect(await listener.get("/hooks/hotmart")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect((await listener.get("/admin")).status).toBe(404);
    expect((await listener.post(approval(1))).status).toBe(200);
  });
});

/** Calls with bodies that need room until one is answered `status`. */
async function callUntil(listener: RunningListener, status: number) {
  for (let taken = 0, call = 0; call < 200; call += 1) {
    const last = await listener.post(approval(`${status}-${call}`, "x".repeat(60_000)));
    if (last.status === 200) taken += 1;
    if (last.status === status) return { taken, last };
  }
  throw new Error(`no call was answered ${status}`);
}

/** Holds the write lock of a home's database, as another program would. */
function holdLock(home: string): { close(): void } {
  const db = new Sqlite(join(home, "intg.db"));
  db.exec("BEGIN EXCLUSIVE");
  return db;
}

/** Overwrites every page but the first, which alone is looked at on opening. */
function damagePages(home: string): void {
  const path = join(home, "intg.db");
  onDatabase(home, (db) => db.pragma("wal_checkpoint(TRUNCATE)"));
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 4096);
  writeFileSync(path, bytes);
}

function clearDatabase(home: string): void {
  for (const name of ["intg.db", "intg.db-wal", "intg.db-shm"]) rmSync(join(home, name), { force: true });
}

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function made(folder: string): string {
  mkdirSync(folder);
  return folder;
}

/** Runs a line in bash, with the program and the home as variables. */
function shell(line: string, home: string): Promise<Pick<Finished, "stdout" | "stderr">> {
  return within(
    20_000,
    new Promise((resolve, reject) => {
      const child = spawn("bash", ["-c", line], {
        env: { PATH: process.env.PATH ?? "", NODE: process.execPath, BIN, HOMEDIR: home },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const output = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const)
        child[name].setEncoding("utf8").on("data", (text: string) => (output[name] += text));
      child.once("error", reject);
      child.once("close", () => resolve(output));
    }),
  );
}

test("a home below a folder that takes none ends at once, and says so", async () => {
  const failed = await failure("/proc/intg-home", ["product", "list"]);

  expect(failed).toMatchObject({ exit: 7, code: "INTG_STORE_UNWRITABLE" });
});
