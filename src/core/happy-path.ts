import type { Trigger } from "./triggers.ts";

/** Where an event stands on the way from a cart to a delivery ("caminho feliz"), and which messages it overtakes. */
interface Step {
  /** Place of a message about such an event. */
  readonly step: number;
  /** Messages of earlier places than this are overtaken by it; 0 for none. */
  readonly overtakes: number;
  /** Whose messages: those about the same product, or about the same sale only. */
  readonly within: "product" | "sale";
}

/**
 * cart < boleto and Pix issued, card refused, payment late < expired < approved < delivered; the ends of a sale overtake
 * whatever waits about that sale.
 *
 * A refusal overtakes a cart but no Pix: the buyer may still pay it. An expired boleto overtakes its own reminders only, since
 * another one for the same product may be open. What is not here (an invoice, the end of the guarantee) overtakes nothing and is
 * not overtaken by the product's other events.
 */
const STEPS: Readonly<Partial<Record<Trigger, Step>>> = {
  "cart.abandoned": { step: 10, overtakes: 0, within: "product" },
  "purchase.pending": { step: 20, overtakes: 20, within: "product" },
  "boleto.issued": { step: 20, overtakes: 20, within: "product" },
  "pix.issued": { step: 20, overtakes: 20, within: "product" },
  "purchase.refused": { step: 20, overtakes: 20, within: "product" },
  "payment.late": { step: 20, overtakes: 0, within: "product" },
  "purchase.expired": { step: 30, overtakes: 30, within: "sale" },
  "purchase.approved": { step: 50, overtakes: 50, within: "product" },
  "subscription.started": { step: 50, overtakes: 50, within: "product" },
  "subscription.renewed": { step: 50, overtakes: 50, within: "product" },
  "delivery.updated": { step: 60, overtakes: 60, within: "product" },
  "subscription.canceled": { step: 80, overtakes: 30, within: "product" },
  "purchase.canceled": { step: 80, overtakes: 80, within: "sale" },
  "purchase.refunded": { step: 90, overtakes: 90, within: "sale" },
  "purchase.chargeback": { step: 100, overtakes: 100, within: "sale" },
};

/** Place of a message about this; null where there is no path to be on. */
export function stepOf(trigger: Trigger): number | null {
  return STEPS[trigger]?.step ?? null;
}

/** What an event on this trigger overtakes; null when it is nothing. */
export function overtakenBy(trigger: Trigger): { readonly below: number; readonly within: Step["within"] } | null {
  const step = STEPS[trigger];
  return step === undefined || step.overtakes === 0 ? null : { below: step.overtakes, within: step.within };
}

/** The triggers whose events overtake a message of this place. */
export function overtaking(step: number, within: Step["within"]): readonly Trigger[] {
  return (Object.keys(STEPS) as Trigger[]).filter((trigger) => {
    const other = STEPS[trigger];
    return other !== undefined && other.within === within && other.overtakes > step;
  });
}
