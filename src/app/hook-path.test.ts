import { expect, test } from "vitest";
import { routeOf } from "../listener/routes.ts";
import { PROVIDERS } from "../providers/index.ts";
import { hookPath } from "./hook-path.ts";

test.each([
  ["hotmart", "default", "/hooks/hotmart"],
  ["hotmart", "loja-2", "/hooks/hotmart/loja-2"],
  ["grupozap", "default", "/grupozap/lead/<advertiser>"],
  ["grupozap", "crm2", "/hooks/grupozap/crm2"],
])("%s, store %s, is called at %s, and the listener takes it for that", (id, store, path) => {
  const provider = PROVIDERS.find((candidate) => candidate.id === id) ?? expect.fail(id);

  expect(hookPath(provider, store)).toBe(path);
  expect(routeOf("POST", path.replace("<advertiser>", "acme"), PROVIDERS)).toEqual({ kind: "hook", provider: id, store });
});
