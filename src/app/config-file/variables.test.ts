import { expect, test } from "vitest";
import { VariableNames } from "./variables.ts";

test("a variable is named after what it holds, and no two are the same", () => {
  const names = new VariableNames();

  expect(names.next("hotmart", "default", "hottok")).toBe("INTG_HOTMART_DEFAULT_HOTTOK");
  expect(names.next("hotmart", "loja-2", "client-id")).toBe("INTG_HOTMART_LOJA_2_CLIENT_ID");
  expect(names.next("hotmart", "loja.2", "client-id")).toBe("INTG_HOTMART_LOJA_2_CLIENT_ID_2");
  expect(names.next("hotmart", "loja_2", "client-id")).toBe("INTG_HOTMART_LOJA_2_CLIENT_ID_3");
});
