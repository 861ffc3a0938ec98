import { expect, test } from "vitest";
import { type RoutedProvider, routeOf } from "./routes.ts";

const PROVIDERS: readonly RoutedProvider[] = [
  { id: "hotmart", family: "payments" },
  { id: "grupozap", family: "leads" },
];
const LEAD = { kind: "hook", provider: "grupozap", store: "default" };

test.each([
  "/grupozap",
  "/grupozap/",
  "/grupozap/lead",
  "/grupozap/leads",
  "/grupozap/lead/acme?x=1",
  "/grupozap/acme/lead",
  "/GrupoZap/Lead",
  "/hooks/grupozap",
  "/hooks/GRUPOZAP",
])("%s is never unknown: a 404 there would end the integration", (path) => {
  expect(routeOf("POST", path, PROVIDERS)).toEqual(LEAD);
  expect(routeOf("GET", path, PROVIDERS)).toEqual({ kind: "refused", status: 405, allow: "POST" });
});

test.each([
  ["/hooks/hotmart", "default"],
  ["/hooks/Hotmart/", "default"],
  ["/hooks/hotmart/loja-2", "loja-2"],
  ["/hooks/hotmart/loja-2/?hottok=x", "loja-2"],
])("%s is store %s", (path, store) => {
  expect(routeOf("POST", path, PROVIDERS)).toEqual({ kind: "hook", provider: "hotmart", store });
});

test.each(["/", "/hooks", "/hooks/", "/hooks/nobody", "/hotmart", "/hotmart/lead", "/grupozapp", "/__proto__", ""])(
  "%s is unknown",
  (path) => {
    expect(routeOf("POST", path, PROVIDERS)).toEqual({ kind: "refused", status: 404 });
  },
);

test("a vendor that looks whether the address answers may look with GET or HEAD, and only that vendor", () => {
  const providers = [...PROVIDERS, { id: "eduzz", family: "payments" as const, isAddressCheck: () => true }];

  expect(routeOf("GET", "/hooks/eduzz", providers)).toEqual({ kind: "address-check" });
  expect(routeOf("HEAD", "/hooks/eduzz/loja", providers)).toEqual({ kind: "address-check" });
  expect(routeOf("PUT", "/hooks/eduzz", providers)).toEqual({ kind: "refused", status: 405, allow: "POST" });
  expect(routeOf("GET", "/hooks/hotmart", providers)).toEqual({ kind: "refused", status: 405, allow: "POST" });
});
