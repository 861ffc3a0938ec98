import { describe, expect, test } from "vitest";
import { notify } from "./index.ts";

describe("--notify", () => {
  test.each(["boas-vindas", "lembrete@30s", "lembrete@15m", "lembrete@24h", "lembrete@3d", "aviso 2@9999h"])("reads %j", (text) => {
    expect(notify.readTarget(text)).toEqual({ ok: true, value: { id: "notify", target: text } });
  });

  test.each([
    "@24h",
    "lembrete@",
    "lembrete@24",
    "lembrete@h",
    "lembrete@-1h",
    "lembrete@1.5h",
    "lembrete@1 h",
    "lembrete@24H",
    "lembrete@2w",
    "lembrete@10000s",
    "a@1h@2h",
    "ana@example.com",
  ])("refuses %j: it is no template with a delay", (text) => {
    expect(notify.readTarget(text)).toEqual({ ok: false, error: { code: "action.bad-delay", params: { given: text } } });
  });
});
