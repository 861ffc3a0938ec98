import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOTMART_KEYS, type HotmartApi, startHotmartApi } from "../support/hotmart-api.ts";
import { startPagSeguroApi } from "../support/pagseguro-api.ts";
import { EMAIL, TOKEN } from "../support/pagseguro-sale.ts";
import { type CliHome, cliHome } from "../support/run-cli.ts";
import { startVendorApi } from "../support/vendor-api.ts";

let home: CliHome;
let closing: (() => Promise<void>)[];

beforeEach(() => {
  home = cliHome();
  closing = [];
});

afterEach(async () => {
  for (const close of closing) await close();
  home.remove();
});

/** Keeps secrets and says where they are used. */
async function keep(provider: string, secrets: Readonly<Record<string, string>>, api?: string): Promise<void> {
  const env = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`V_${name.replace(/-/g, "_")}`, value]));
  const flags = Object.keys(secrets).flatMap((name) => ["--secret", `${name}=env:V_${name.replace(/-/g, "_")}`]);
  await home.ok(["credential", "set", provider, ...flags, ...(api === undefined ? [] : ["--api", api])], { env });
}

const check = (provider: string, ...flags: readonly string[]) => home.run(["credential", "check", provider, ...flags]);

describe("credentials of Hotmart", () => {
  const HOTTOK = "invented-hottok-0000000000000000000001";
  let api: HotmartApi;

  beforeEach(async () => {
    api = await startHotmartApi();
    closing.push(api.close);
  });

  test("are used once: a token is given for them, told for how long, and neither printed nor kept", async () => {
    await keep("hotmart", { hottok: HOTTOK, ...HOTMART_KEYS }, api.url);

    const { code, stdout, stderr } = await check("hotmart");

    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ Hotmart accepts client-id, client-secret, basic \(127\.0\.0\.1:\d+\)\n {4}gave a token for 48 hours/);
    expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /security/oauth/token"]);
    expect(stdout + stderr + (await home.ok(["credential", "list", "--json"]))).not.toContain("invented-token");
  });

  test("that are refused end with 8, with Hotmart's words and no secret in them", async () => {
    const secret = "11111111-2222-4333-8444-555555555555";
    await keep("hotmart", { hottok: HOTTOK, ...HOTMART_KEYS, "client-secret": secret }, api.url);

    const { code, stdout, stderr } = await check("hotmart");
    const json = await check("hotmart", "--json");

    expect([code, json.code]).toEqual([8, 8]);
    expect(stdout).toMatch(/✗ Hotmart refuses .*\n {4}it answered 401: invalid_client: Bad client \[secret\]\n {4}it does not say which/);
    expect(stdout + stderr + json.stdout).not.toContain(secret);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { name: "hottok", accepted: null },
      { name: "basic", accepted: false },
      { name: "client-id", accepted: false },
      { name: "client-secret", accepted: false },
    ]);
  });

  test("need no Basic of their own: it is made of the other two", async () => {
    const { basic: _, ...two } = HOTMART_KEYS;
    await keep("hotmart", { hottok: HOTTOK, ...two }, api.url);

    expect((await check("hotmart")).code).toBe(0);
  });

  test("are not used where those of the API are not kept, which webhooks do not need", async () => {
    await keep("hotmart", { hottok: HOTTOK }, api.url);

    const { code, stderr } = await check("hotmart");

    expect(code).toBe(0);
    expect(stderr).toContain("Not tried at Hotmart: client-id, client-secret, basic are not kept");
    expect(api.calls).toEqual([]);
  });

  test("are only looked at with --offline", async () => {
    await keep("hotmart", { hottok: HOTTOK, ...HOTMART_KEYS, "client-secret": "11111111-2222-4333-8444-555555555555" }, api.url);

    const { code, stderr } = await check("hotmart", "--offline");

    expect(code).toBe(8);
    expect(stderr).toContain("Only the form was looked at.");
    expect(api.calls).toEqual([]);
  });

  test("end with 6 when nobody answers, or the answer says nothing of them", async () => {
    await keep("hotmart", { hottok: HOTTOK, ...HOTMART_KEYS }, "http://127.0.0.1:1");
    const nobody = await check("hotmart", "--json");
    await home.ok(["credential", "set", "hotmart", "--api", api.url]);
    api.disturb = () => ({ status: 503 });
    const busy = await check("hotmart");

    expect([nobody.code, busy.code]).toEqual([6, 6]);
    expect(nobody.stdout).toBe("");
    expect(JSON.parse(nobody.stderr)).toMatchObject({ error: { code: "INTG_CALL_FAILED" } });
    expect(busy.stderr).toContain("INTG_VENDOR_FAILED");
    expect(nobody.stderr + busy.stderr).not.toContain(HOTMART_KEYS["client-secret"]);
  });
});

describe("credentials of PagSeguro", () => {
  test.each([
    ["accepted", { email: EMAIL, token: TOKEN }, 0, /✓ PagSeguro accepts email, token/],
    ["refused for the token", { email: EMAIL, token: "another-invented-token-0000000001" }, 8, /the answer points at token\n.*401/],
    ["refused for the e-mail", { email: "outra@example.com", token: TOKEN }, 8, /the answer points at email\n.*400: 10003/],
  ])("are %s by the shortest list of sales", async (_, secrets, code, words) => {
    const api = await startPagSeguroApi();
    closing.push(api.close);
    await keep("pagseguro", secrets, api.url);

    const result = await check("pagseguro");

    expect(result.code).toBe(code);
    expect(result.stdout).toMatch(words);
    expect(api.calls.map(({ path, query }) => [path, query.get("maxPageResults")])).toEqual([["/v3/transactions", "1"]]);
  });
});

describe("credentials of Eduzz", () => {
  test.each([
    ["accepted", 200, '{"id":"90000001"}', 0, /✓ Eduzz accepts api-token/],
    ["refused", 401, '{"message":"Unauthorized token","code":"x"}', 8, /the answer points at api-token\n.*401: Unauthorized token/],
  ])("are %s by the question who the token belongs to", async (_, status, body, code, words) => {
    const api = await startVendorApi(() => ({ status, body }));
    closing.push(api.close);
    await keep("eduzz", { secret: "whk_invented_0123456789", "api-token": "invented-api-token-0001" }, api.url);

    const result = await check("eduzz");

    expect(result.code).toBe(code);
    expect(result.stdout).toMatch(words);
    expect(api.calls.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/accounts/v1/me", "Bearer invented-api-token-0001"],
    ]);
  });
});

describe("the place where they are used", () => {
  test.each([
    ["hotmart", "http://example.com"],
    ["hotmart", "ftp://127.0.0.1"],
    ["eduzz", "sandbox"],
  ])(
    "is refused for %s when it is %s: secrets go to https, to this machine, or to a system that the vendor has",
    async (provider, place) => {
      const { code, stderr } = await home.run(["credential", "set", provider, "--api", place]);

      expect(code).toBe(2);
      expect(stderr).toContain("INTG_BAD_VALUE");
    },
  );

  test("does not exist for a vendor that is never asked, and a check says so", async () => {
    await keep("payt", { key: "0123456789abcdef0123456789abcdef" });

    expect((await home.run(["credential", "set", "payt", "--api", "sandbox"])).stderr).toContain("--api is for: hotmart, eduzz, pagseguro");
    expect(await check("payt")).toMatchObject({ code: 0, stderr: expect.stringContaining("knows no API of PayT") });
  });
});
