import type { VendorApi } from "../vendor-api.ts";
import { access } from "./access.ts";
import { history } from "./history.ts";

export const api: VendorApi = { places: ["production", "sandbox"], access, history };
