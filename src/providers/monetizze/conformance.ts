import type { ConformanceCheck } from "../conformance.ts";

export const CONFORMANCE: readonly ConformanceCheck[] = [];
