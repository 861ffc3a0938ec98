import { expect, test } from "vitest";
import type { Clock, Store } from "../../src/app/ports.ts";
import { Service } from "../../src/app/service.ts";
import { createIds } from "../../src/config/ids.ts";
import { IntgError } from "../../src/core/errors.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { setCredential } from "../support/listening.ts";

function call(transaction: string): InboundRequest {
  const body = new TextEncoder().encode(JSON.stringify(saleEvent("PURCHASE_APPROVED", { transaction }, 1)));
  return new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers: [["X-Hotmart-Hottok", "fake-hottok"]], body });
}

test("a call that could not be stored makes the listener not ready, until one is stored or ten seconds have gone by", async () => {
  let ms = 0;
  let isFull = true;
  const clock: Clock = { now: () => "2026-11-03T12:00:00.000Z", monotonicMs: () => ms };
  const store = await openScratchStore();
  await setCredential(store, "hotmart", "hottok", "fake-hottok");
  const append: Store["deliveries"]["append"] = async (batch) => {
    if (isFull) throw new IntgError("INTG_STORE_FULL");
    await store.deliveries.append(batch);
  };
  const service = new Service({ ...store, deliveries: { ...store.deliveries, append } }, clock, createIds(clock), {
    zone: "UTC",
    onProcessed: () => undefined,
    onOutcome: () => undefined,
    onRefusal: () => undefined,
    onStorageError: () => undefined,
    sender: () => Promise.reject(new Error("nothing is sent here")),
    random: () => 0.5,
    onDispatched: () => undefined,
    http: () => Promise.reject(new Error("nobody is asked here")),
  });
  const ready = async () => (await service.readiness()).ready;

  expect(await ready()).toBe(true);
  expect((await service.take("hotmart", "default", call("HP1"))).status).toBe(503);
  expect(await ready()).toBe(false);
  ms = 10_000;
  expect(await ready()).toBe(true);

  await service.take("hotmart", "default", call("HP1"));
  expect(await ready()).toBe(false);
  isFull = false;
  expect((await service.take("hotmart", "default", call("HP1"))).status).toBe(200);
  expect(await ready()).toBe(true);
  await service.stop();
});
