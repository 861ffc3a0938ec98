import { beforeEach, describe, expect, test } from "vitest";
import { openScratchStore } from "../store/open.ts";
import type { Store } from "./ports.ts";
import { describeTemplate, listTemplates, messengers, missingTargets, removeTemplate, saveTemplate } from "./templates.ts";

const NOW = "2026-11-03T13:22:41.507Z";

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
});

async function register(name: string, kind: string): Promise<void> {
  await store.destinations.add({ name, kind, settings: {}, codes: {}, isEnabled: true, disabledBecause: null });
}

async function addRule(id: string, ...targets: readonly string[]): Promise<void> {
  const actions = targets.map((target) => ({ id: "notify", target }) as const);
  await store.rules.add({ id, product: "*", trigger: "cart.abandoned", whenText: null, when: null, actions });
}

describe("keeping a template", () => {
  test("a new one has no destination of its own, and one kept again has the new text", async () => {
    const first = await saveTemplate(store, { name: "oi", text: "Oi!" });
    const second = await saveTemplate(store, { name: "oi", text: "Olá!" });

    expect(first).toEqual({ template: { name: "oi", destination: null, text: "Oi!" }, existed: false });
    expect(second).toEqual({ template: { name: "oi", destination: null, text: "Olá!" }, existed: true });
    expect(await store.templates.list()).toEqual([{ name: "oi", destination: null, text: "Olá!" }]);
  });

  test("another text leaves the destination as it was", async () => {
    await register("zap", "whatsapp");
    await saveTemplate(store, { name: "oi", text: "Oi!", destination: "zap" });

    const { template } = await saveTemplate(store, { name: "oi", text: "Olá!" });

    expect(template.destination).toBe("zap");
  });

  test("a destination that is not registered is refused, and nothing is kept", async () => {
    await register("zap", "whatsapp");

    const saving = saveTemplate(store, { name: "oi", text: "Oi!", destination: "zp" });

    await expect(saving).rejects.toMatchObject({ code: "INTG_DESTINATION_NOT_FOUND", params: { name: "zp" } });
    expect(await store.templates.list()).toEqual([]);
  });

  test("so is one that sends no messages, and those that do are named", async () => {
    await register("zap", "whatsapp");
    await register("leads", "leadlovers");

    const saving = saveTemplate(store, { name: "oi", text: "Oi!", destination: "leads" });

    await expect(saving).rejects.toMatchObject({ code: "INTG_NO_MESSENGER", params: { name: "leads", kind: "leadlovers", known: "zap" } });
    expect(await messengers(store)).toEqual(["zap"]);
  });
});

describe("what is told of templates", () => {
  test("how many rules send each, whatever the delay, a rule that sends it twice once", async () => {
    await saveTemplate(store, { name: "oi", text: "Oi!" });
    await saveTemplate(store, { name: "oi-2", text: "Oi de novo!" });
    await addRule("rul_1", "oi", "oi@2h");
    await addRule("rul_2", "oi@1d", "oi-2");
    await addRule("rul_3", "outro");

    const listed = await listTemplates(store);

    expect(listed.map(({ name, rules }) => [name, rules])).toEqual([
      ["oi", 2],
      ["oi-2", 1],
    ]);
  });

  test("its fields, each once, and how it looks to an invented buyer", async () => {
    const text = "{{primeiro_nome|você}}, {{valor}} até {{ due }} ({{primeiro_nome|você}}): {{link}} {{tracking.src|}}{{{{";
    await saveTemplate(store, { name: "oi", text });
    await addRule("rul_1", "oi");

    const described = await describeTemplate(store, "oi", NOW);

    expect(described.places).toEqual([
      { field: "primeiro_nome", fallback: "você" },
      { field: "valor", fallback: null },
      { field: "due", fallback: null },
      { field: "link", fallback: null },
      { field: "tracking.src", fallback: "" },
    ]);
    expect(described.preview).toMatch(/^Ana, R\$.197,00 até 06\/11\/2026 \(Ana\): https:\/\/example\.com\/boleto\/1 \{\{$/);
    expect(described.rules.map(({ id }) => id)).toEqual(["rul_1"]);
  });

  test("a field that the invented buyer lacks stays in sight, the rest is filled in", async () => {
    await saveTemplate(store, { name: "oi", text: "{{primeiro_nome}} veio de {{tracking.src}}" });

    expect((await describeTemplate(store, "oi", NOW)).preview).toBe("Ana veio de {{tracking.src}}");
  });

  test("one that is not there is missed with the one that was probably meant", async () => {
    await saveTemplate(store, { name: "boas-vindas", text: "Oi!" });

    await expect(describeTemplate(store, "boas-vinda", NOW)).rejects.toMatchObject({
      code: "INTG_TEMPLATE_NOT_FOUND",
      params: { name: "boas-vinda", suggestion: "boas-vindas" },
    });
    await expect(removeTemplate(store, "outro")).rejects.toMatchObject({ code: "INTG_TEMPLATE_NOT_FOUND" });
  });

  test("a removed one is gone, and rules that send it miss it", async () => {
    await saveTemplate(store, { name: "oi", text: "Oi!" });
    await removeTemplate(store, "oi");

    const actions = [
      { id: "notify", target: "oi@2h" },
      { id: "forward", target: "crm" },
      { id: "tag.add", target: "aluno" },
    ] as const;

    expect(await store.templates.list()).toEqual([]);
    expect(await missingTargets(store, { actions })).toEqual({ templates: ["oi"], destinations: ["crm"] });
  });

  test("what is registered is not missed", async () => {
    await saveTemplate(store, { name: "oi", text: "Oi!" });
    await register("crm", "webhook");

    const actions = [{ id: "notify", target: "oi@2h" } as const, { id: "forward", target: "crm" } as const];

    expect(await missingTargets(store, { actions })).toEqual({ templates: [], destinations: [] });
  });
});
