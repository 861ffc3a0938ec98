import { openStore } from "../../src/store/open.ts";
import { destination, FORWARD, sendDue } from "./outbox.ts";
import { cart, told } from "./reports.ts";
import { BOLETO, PIX } from "./stories.ts";
import { createWorld } from "./world.ts";

const DAY = 24 * 60;

/** A home in which January 2026 had a little of everything that a report shows. Every person in it is invented. */
export async function fillReportHome(home: string): Promise<void> {
  const store = await openStore(home, {});
  try {
    const world = await createWorld(store);
    for (const slug of ["violao", "livro"]) await world.product(slug);
    await world.link("violao", "1001");
    await world.link("livro", "1002");
    await destination(world, "webhook", "crm");
    await world.rule("violao", "purchase.approved", [FORWARD("crm")]);
    for (let n = 0; n < 16; n += 1) {
      const minute = n * DAY;
      const origin = { src: n % 3 === 0 ? "=instagram" : "youtube", sck: `</script>${n % 2}` };
      const sale = { transaction: `T${n}`, product: n % 3 === 0 ? "1002" : "1001", email: `buyer${n}@example.com`, origin };
      if (n % 2 === 0) await world.hotmart(cart(minute, { product: sale.product, email: sale.email }));
      if (n % 4 === 1) await world.hotmart(told("PURCHASE_BILLET_PRINTED", minute, { ...sale, payment: BOLETO }));
      if (n % 4 === 3) await world.hotmart(told("PURCHASE_BILLET_PRINTED", minute, { ...sale, payment: PIX }));
      if (n % 5 !== 4) await world.hotmart(told("PURCHASE_APPROVED", minute + 30 + n, sale));
      if (n % 8 === 7) await world.hotmart(told("PURCHASE_REFUNDED", minute + 90, sale));
    }
    await world.hotmart(told("PURCHASE_APPROVED", 5, { transaction: "U", product: "777", email: "buyer99@example.com" }));
    await world.hotmart(told("PURCHASE_APPROVED", 6, { transaction: "U", product: "777", email: "buyer99@example.com" }));
    await sendDue(world, "2026-11-03T13:00:00.000Z");
    for (const [id, portal] of [
      ["1", "VivaReal"],
      ["2", "Zap"],
    ] as const) {
      await world.lead({
        leadOrigin: portal,
        timestamp: "2026-01-04T12:00:00.000Z",
        originLeadId: id,
        clientListingId: `AP${id}`,
        name: "Nome Inventado",
        email: "lead@example.com",
        extraData: { leadType: "CONTACT_FORM" },
      });
    }
  } finally {
    await store.close();
  }
}
