import { expect, test } from "vitest";
import { Secret } from "../core/secret.ts";
import { fingerprintOf } from "./fingerprint.ts";

test("a fingerprint is the beginning of the SHA-256", () => {
  expect(fingerprintOf(new Secret("abc"))).toBe("ba7816bf");
});
