import { expect, test } from "vitest";
import { note } from "../core/note.ts";
import { Secret } from "../core/secret.ts";
import type { DestinationAccount } from "./contract.ts";
import { headerSecret, headerSecretNotes } from "./header-secret.ts";

const account = (...values: readonly string[]): DestinationAccount => ({
  name: "a",
  settings: new Map(),
  secrets: new Map([["token", values.map((value) => new Secret(value))]]),
  now: "2026-11-03T13:22:41.507Z",
});

test("the newest value is sent, without blanks around it", () => {
  expect(headerSecret(account(" new-fake \n", "old-fake"), "token")).toEqual({ ok: true, value: "new-fake" });
});

test("there is none where no value is, or a blank one", () => {
  expect(headerSecret(account(), "token")).toEqual({ ok: true, value: null });
  expect(headerSecret(account("  "), "token")).toEqual({ ok: true, value: null });
  expect(headerSecret(account("fake"), "other")).toEqual({ ok: true, value: null });
});

test.each(["fake\r\nx-other: 1", "fáke", "fake\u0000"])("%j would break the request and is refused", (value) => {
  expect(headerSecret(account(value), "token")).toEqual({ ok: false, error: note("secret.not-header", { name: "token" }) });
  expect(headerSecretNotes("token", value)).toEqual([note("secret.not-header", { name: "token" })]);
});

test("a usual value is not remarked on", () => {
  expect(headerSecretNotes("token", " Bearer fake-1 ")).toEqual([]);
});
