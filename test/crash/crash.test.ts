import { afterEach, expect, test } from "vitest";
import { cleanUp } from "../e2e/support.ts";
import { type Fact, standingAfter } from "./facts.ts";
import { crashRepeatedly } from "./run.ts";

afterEach(cleanUp);

test("a listener killed under load loses nothing that it acknowledged and does nothing twice", async () => {
  const report = await crashRepeatedly({ kills: 4, seed: 3 });

  expect(report.missing).toEqual([]);
  expect(report.doubled).toEqual([]);
  expect(report.wrong).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(5);
  expect(report).toMatchObject({ kills: 4, synchronous: 2, journalMode: "wal" });
}, 45_000);

test("what is expected after a story is what a person would expect", () => {
  const fact = (trigger: Fact["trigger"], transaction: string, email: string, at: number): Fact => ({ trigger, transaction, email, at });

  const standing = standingAfter([
    fact("purchase.approved", "A1", "ana@x", 1),
    fact("purchase.refunded", "A1", "ana@x", 9),
    fact("purchase.refunded", "B1", "bia@x", 3),
    fact("purchase.approved", "B1", "bia@x", 2),
    fact("purchase.approved", "B2", "bia@x", 4),
  ]);

  expect([...standing.grants].sort()).toEqual(["ana@x A1 blocked", "bia@x B1 blocked", "bia@x B2 active"]);
  expect([...standing.tags].sort()).toEqual(["ana@x devolveu", "bia@x comprou", "bia@x devolveu"]);
  expect([...standing.memberships].sort()).toEqual(["ana@x vendas/boas-vindas", "bia@x vendas/boas-vindas"]);
});
