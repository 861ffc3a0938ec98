import { type JsonObject, textAt } from "../../core/json.ts";
import { folded } from "./words.ts";

/** Product that the panel's test button sells (official). */
const SAMPLE_PRODUCT = "x-wing";

/** Whether the panel's test button sent this. There is no flag: its product is one that nobody sells. */
export function isTestCall(body: JsonObject): boolean {
  return folded(textAt(body, "produto", "nome") ?? "") === SAMPLE_PRODUCT;
}
