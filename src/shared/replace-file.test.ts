import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { advertiserCsv } from "../csv/advertisers.ts";
import { replaceFile } from "./replace-file.ts";
import { spooled } from "./spool.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "intg-csv-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function* chunks(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

async function* failing(...texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
  throw new RangeError("bad row");
}

async function collected(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const copies: Buffer[] = [];
  for await (const part of parts) copies.push(Buffer.from(part));
  return Buffer.concat(copies).toString("utf8");
}

describe("replacing a file", () => {
  test("writes all of it, for its owner alone, and leaves nothing beside it", async () => {
    await replaceFile(join(folder, "out.csv"), chunks("a\n", "b\n"));

    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("a\nb\n");
    expect((await stat(join(folder, "out.csv"))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toStrictEqual(["out.csv"]);
  });

  test("keeps what was there when it fails half-way", async () => {
    await writeFile(join(folder, "out.csv"), "before");

    await expect(replaceFile(join(folder, "out.csv"), failing("a".repeat(600_000)))).rejects.toThrow("bad row");

    expect(await readFile(join(folder, "out.csv"), "utf8")).toBe("before");
    expect(await readdir(folder)).toStrictEqual(["out.csv"]);
  });

  test("keeps the mode of the file and follows a link to it", async () => {
    await writeFile(join(folder, "real.csv"), "before");
    await chmod(join(folder, "real.csv"), 0o640);
    await symlink("real.csv", join(folder, "link.csv"));

    await replaceFile(join(folder, "link.csv"), chunks("after"));

    expect(await readlink(join(folder, "link.csv"))).toBe("real.csv");
    expect(await readFile(join(folder, "real.csv"), "utf8")).toBe("after");
    expect((await stat(join(folder, "real.csv"))).mode & 0o777).toBe(0o640);
  });

  test("writes into a device instead of taking its place", async () => {
    await replaceFile("/dev/null", chunks("a"));

    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  test.each([
    ["a folder", ".", "EISDIR"],
    ["a folder that is not there", "none/out.csv", "ENOENT"],
  ])("says why it cannot write to %s", async (_, path, reason) => {
    await expect(replaceFile(join(folder, path), chunks("a"))).rejects.toMatchObject({
      code: "INTG_OUTPUT_UNWRITABLE",
      params: { reason },
    });
  });
});

describe("spooling", () => {
  test.each([
    ["little", 10],
    ["more than is held in memory", 400_000],
  ])("gives %s back as it came", async (_, times) => {
    const text = "ação,".repeat(times);

    const given = await collected(await spooled(chunks(text, "end")));

    // Compared before it is expected: a difference in two megabytes is nothing to print.
    expect(given === `${text}end`).toBe(true);
  });

  test("gives nothing when something goes wrong, however late", async () => {
    await expect(spooled(failing("a".repeat(2_000_000)))).rejects.toThrow("bad row");
  });
});

test("the file has the vendor's header, line feeds, and quotes only where they are needed", async () => {
  async function* pages() {
    yield [["56921485000100", "https://crm.com.br/lead", "false"]];
    yield [];
    yield [["52998224725", "https://crm.com.br/a,b", "true"]];
  }

  let text = "";
  for await (const chunk of advertiserCsv(pages())) text += chunk;

  expect(text).toBe(
    'DOCUMENT,URL,SEND_LEAD_EMAIL\n56921485000100,https://crm.com.br/lead,false\n52998224725,"https://crm.com.br/a,b",true\n',
  );
});
