import type { Delivery } from "../../src/core/delivery.ts";
import { createBodyMaker, HOOK_PATH } from "./bodies.ts";
import type { Product } from "./product.ts";

/** Makes deliveries as the listener would have stored them, each of them new. */
export function createDeliveryMaker(product: Product): (count: number) => readonly Delivery[] {
  const maker = createBodyMaker(product.root);
  const ids = product.ids.createIds(product.clock.systemClock);
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      const kind = made % maker.kinds;
      const body = maker.blank(kind);
      maker.fill(body, kind, made);
      made += 1;
      const headers = [["content-type", "application/json"]] as const;
      const request = new product.httpMessage.InboundRequest({ method: "POST", target: HOOK_PATH, headers, body });
      return {
        id: ids.next("dlv"),
        provider: "hotmart",
        store: "default",
        receivedAt: product.clock.systemClock.now(),
        origin: "http",
        request,
      };
    });
}
