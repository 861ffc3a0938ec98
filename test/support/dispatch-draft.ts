import type { DispatchDraft } from "../../src/core/dispatch.ts";

/** A tag told to a destination about one sale, due since half past eleven. */
export const DRAFT: DispatchDraft = {
  destination: "crm",
  lane: "ctc_1",
  eventId: "evt_1",
  rule: "rul_1",
  action: "tag.add",
  target: "aluno",
  value: "on",
  occasion: "hotmart:default:1",
  object: "tag:aluno",
  product: "curso-x",
  sale: "hotmart:default:HP1",
  step: 20,
  happenedAt: "2026-11-03T11:00:00.000Z",
  dueAt: "2026-11-03T11:30:00.000Z",
  createdAt: "2026-11-03T11:30:00.000Z",
  ended: null,
};
