import type { SendingPolicy } from "../sending-policy.ts";

export const SENDING: SendingPolicy = { timeoutMs: null, delivered: null };
