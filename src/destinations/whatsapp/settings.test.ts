import { describe, expect, test } from "vitest";
import { cloudAccount, evolutionAccount } from "../../../test/support/whatsapp-account.ts";
import { Secret } from "../../core/secret.ts";
import { whatsapp } from "./index.ts";

const read = (name: string, text: string) => whatsapp.settings.find((field) => field.name === name)?.read(text);
const policy = (settings: Readonly<Record<string, string>> = {}) => whatsapp.policy(new Map(Object.entries(settings)));
const secret = (name: string) => whatsapp.secrets.find((field) => field.name === name);

describe("a setting", () => {
  test.each([
    ["driver", " Cloud ", "cloud"],
    ["driver", "evolution", "evolution"],
    ["url", "https://evolution.example.com/api/", "https://evolution.example.com/api"],
    ["instance", " loja-1 ", "loja-1"],
    ["instance", "Loja São João", "Loja São João"],
    ["phone-number-id", "106540352242922", "106540352242922"],
    ["version", "v25.0", "v25.0"],
    ["language", "en", "en"],
    ["language", "pt_BR", "pt_BR"],
    ["spacing", "45S", "45s"],
    ["spacing", "0s", "0s"],
    ["per-day", "200", "200"],
    ["quiet", "21:00 - 8:00", "21:00-08:00"],
    ["quiet", " None ", "none"],
    ["link-preview", "yes", "yes"],
    ["delay", "5s", "5s"],
  ])("%s reads %j", (name, text, value) => {
    expect(read(name, text)).toEqual({ ok: true, value });
  });

  test.each([
    ["driver", "baileys", "setting.not-one-of"],
    ["url", "evolution.example.com", "setting.not-url"],
    ["url", "https://evolution.example.com/?key=1", "setting.base-with-query"],
    ["instance", "", "whatsapp.bad-look"],
    ["instance", "loja/1", "whatsapp.bad-look"],
    ["phone-number-id", "+5531900000001", "whatsapp.bad-look"],
    ["version", "24", "whatsapp.bad-look"],
    ["language", "pt-BR", "whatsapp.bad-look"],
    ["spacing", "20", "whatsapp.bad-pause"],
    ["spacing", "2h", "whatsapp.bad-pause"],
    ["per-day", "0", "setting.not-number"],
    ["quiet", "21-8", "whatsapp.bad-quiet"],
    ["quiet", "08:00-08:00", "whatsapp.bad-quiet"],
    ["quiet", "", "whatsapp.bad-quiet"],
    ["link-preview", "maybe", "setting.not-one-of"],
    ["delay", "0s", "whatsapp.bad-pause"],
    ["delay", "11s", "whatsapp.bad-pause"],
  ])("%s refuses %j", (name, text, code) => {
    expect(read(name, text)).toMatchObject({ ok: false, error: { code } });
  });

  test("has a default that it reads as it is", () => {
    const defaults = whatsapp.settings.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]]));

    expect(Object.fromEntries(defaults)).toEqual({ driver: "evolution", version: "v24.0", language: "pt_BR", quiet: "22:00-08:00" });
    expect(defaults.map(([name = "", text = ""]) => read(name, text))).toEqual(defaults.map(([, value]) => ({ ok: true, value })));
  });
});

describe("the pace", () => {
  const NIGHT = { from: "22:00", to: "08:00", zone: "America/Sao_Paulo" };

  test("is one message at a time, 20 seconds apart, and never at night", () => {
    expect(policy()).toEqual({ concurrency: 1, spacingMs: 20_000, burst: 1, perDay: null, quiet: NIGHT });
  });

  test("is a second apart at Meta", () => {
    expect(policy({ driver: "cloud" })).toEqual({ concurrency: 1, spacingMs: 1000, burst: 1, perDay: null, quiet: NIGHT });
  });

  test("is what the operator set", () => {
    expect(policy({ spacing: "2m", "per-day": "80", quiet: "20:30-09:00" })).toEqual({
      concurrency: 1,
      spacingMs: 120_000,
      burst: 1,
      perDay: 80,
      quiet: { from: "20:30", to: "09:00", zone: "America/Sao_Paulo" },
    });
    expect(policy({ driver: "cloud", spacing: "0s", quiet: "none" })).toMatchObject({ spacingMs: 0, quiet: null });
  });

  test("is never below 20 seconds through Evolution API, whatever was stored", () => {
    expect(policy({ spacing: "5s" }).spacingMs).toBe(20_000);
  });
});

describe("what keeps it from sending", () => {
  test("is nothing where the account is complete", () => {
    const accounts = [evolutionAccount(), cloudAccount(), evolutionAccount({ spacing: "20s" }), cloudAccount({ spacing: "5s" })];

    expect(accounts.map((account) => whatsapp.problem?.(account))).toEqual([null, null, null, null]);
  });

  test.each([
    ["evolution", "url", evolutionAccount()],
    ["evolution", "instance", evolutionAccount()],
    ["cloud", "phone-number-id", cloudAccount()],
  ])("is, for %s, that %s is missing", (driver, setting, account) => {
    const settings = new Map([...account.settings].filter(([name]) => name !== setting));

    expect(whatsapp.problem?.({ ...account, settings })).toEqual({ code: "whatsapp.missing-setting", params: { driver, setting } });
  });

  test.each([
    ["evolution", "apikey", evolutionAccount()],
    ["cloud", "token", cloudAccount()],
  ])("is, for %s, that the secret %s is missing or blank", (driver, name, account) => {
    const problem = { code: "whatsapp.missing-secret", params: { driver, secret: name } };

    expect(whatsapp.problem?.({ ...account, secrets: new Map() })).toEqual(problem);
    expect(whatsapp.problem?.({ ...account, secrets: new Map([[name, [new Secret(" ")]]]) })).toEqual(problem);
  });

  test("is a secret that no header can carry", () => {
    const account = { ...evolutionAccount(), secrets: new Map([["apikey", [new Secret("não-é-chave")]]]) };

    expect(whatsapp.problem?.(account)).toEqual({ code: "secret.not-header", params: { name: "apikey" } });
  });

  test("is, through Evolution API only, a spacing below 20 seconds", () => {
    expect(whatsapp.problem?.(evolutionAccount({ spacing: "19s" }))).toEqual({
      code: "whatsapp.spacing-too-short",
      params: { spacing: "19s", least: 20 },
    });
  });
});

describe("a secret", () => {
  test.each([
    ["apikey", "not-a-real-apikey", []],
    ["apikey", "two\nlines", ["secret.not-header"]],
    ["token", "EAAnotARealToken0000000000", []],
    ["token", "not-a-token", ["secret.unusual"]],
  ])("%s: %j is checked", (name, value, codes) => {
    expect(
      secret(name)
        ?.check(value)
        .map(({ code }) => code),
    ).toEqual(codes);
  });

  test("is not required by itself: which one is needed depends on the driver", () => {
    expect(whatsapp.secrets.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["apikey", false],
      ["token", false],
    ]);
  });
});

describe("the name of a template at Meta", () => {
  const readCode = (text: string) => whatsapp.codes.find(({ object }) => object === "template")?.read(text);

  test.each(["boas_vindas", "lembrete_2:name", "lembrete_boleto:first_name|amigo,product,link", "a:tracking.src|sem origem"])(
    "reads %j",
    (code) => {
      expect(readCode(` ${code} `)).toEqual({ ok: true, value: code });
    },
  );

  test.each(["", "Boas_Vindas", "boas vindas", "boas-vindas", "aviso:", "aviso:{{name}}", ":name"])("refuses %j", (text) => {
    expect(readCode(text)).toMatchObject({ ok: false, error: { code: "whatsapp.bad-template-code", params: { given: text } } });
  });

  test("refuses a field that does not exist, and says which one was meant", () => {
    expect(readCode("aviso:name,prodct")).toEqual({
      ok: false,
      error: { code: "whatsapp.unknown-template-field-near", params: { field: "prodct", suggestion: "product" } },
    });
    expect(readCode("aviso:name,,link")).toMatchObject({ ok: false, error: { code: "whatsapp.unknown-template-field" } });
  });

  test("is needed by no message", () => {
    expect(whatsapp.codes.map(({ object, isRequired }) => [object, isRequired])).toEqual([["template", false]]);
  });
});
