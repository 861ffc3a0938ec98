import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import type { RuleStore } from "../app/ports.ts";
import type { Rule } from "../core/rule.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { createRuleStore } from "./rules.ts";

const tagBuyers: Rule = {
  id: "rul_b",
  product: "curso-x",
  trigger: "purchase.approved",
  whenText: "payment.method = boleto",
  when: { kind: "compare", field: "payment.method", op: "=", value: "boleto" },
  actions: [
    { id: "tag.add", target: "comprador" },
    { id: "access.grant", target: null },
  ],
};
const notifyAll: Rule = {
  id: "rul_a",
  product: "*",
  trigger: "lead.received",
  whenText: null,
  when: null,
  actions: [{ id: "notify", target: "boas-vindas@10m" }],
};

let db: Database;
let store: RuleStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createRuleStore(db);
});

describe("rules", () => {
  it("come back as they went in, in the order they were added", async () => {
    await store.add(tagBuyers);
    await store.add(notifyAll);

    expect(await store.list()).toEqual([tagBuyers, notifyAll]);
  });

  it("go by id", async () => {
    await store.add(tagBuyers);
    await store.add(notifyAll);

    expect(await store.remove("rul_b")).toBe(true);
    expect(await store.remove("rul_b")).toBe(false);
    expect(await store.list()).toEqual([notifyAll]);
  });

  it("are refused on the way out when their condition no longer parses, and can still be removed", async () => {
    await store.add(tagBuyers);
    db.exec("UPDATE rules SET when_text = 'payment.metod = boleto'");

    await expect(store.list()).rejects.toMatchObject({
      code: "INTG_BAD_CONDITION",
      params: { rule: "rul_b", problem: "unknown-field", column: 1, found: "payment.metod", suggestion: "payment.method" },
    });
    expect(await store.remove("rul_b")).toBe(true);
    expect(await store.list()).toEqual([]);
  });

  it("count the configuration's version up", async () => {
    await store.add(tagBuyers);
    await store.remove("absent");
    expect(versionReader(db)()).toBe(1);

    await store.remove("rul_b");
    expect(versionReader(db)()).toBe(2);
  });
});
