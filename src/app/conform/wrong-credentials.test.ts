import { describe, expect, test } from "vitest";
import { seededRandom } from "../../core/random.ts";
import { Secret } from "../../core/secret.ts";
import type { WrongCredential } from "../../providers/conformance.ts";
import { wrongCredentials } from "./wrong-credentials.ts";

function wrong(value: string, how: WrongCredential, seed = 1): string {
  const credentials = new Map([["key", [new Secret(value), new Secret("an older one")]]]);
  return (
    wrongCredentials(credentials, how, seededRandom(seed))
      .get("key")
      ?.map((secret) => secret.reveal())
      .join("|") ?? ""
  );
}

describe("a credential that is not the endpoint's", () => {
  test("of a stranger looks the same: digits for digits, letters for letters in their case, signs as they are", () => {
    expect(wrong("INTG-demo-0001", "stranger")).toMatch(/^[A-Z]{4}-[a-z]{4}-\d{4}$/);
    expect(wrong("0badc0de", "stranger")).toMatch(/^\d[a-f]{4}\d[a-f]{2}$/);
    expect(wrong("INTG-demo-0001", "stranger")).not.toBe("INTG-demo-0001");
  });

  test.each(["7", "a", "---", "日本"])("of a stranger is another than %s, however little there is to draw", (value) => {
    for (let seed = 0; seed < 200; seed += 1) expect(wrong(value, "stranger", seed)).not.toBe(value);
  });

  test.each([
    ["key-9", "key-0"],
    ["key-0", "key-1"],
    ["keyA", "keyB"],
    ["keyz", "keya"],
    ["chave=", "chava="],
    ["...", "...0"],
  ])("altered, %s becomes %s", (value, altered) => {
    expect(wrong(value, "altered")).toBe(altered);
  });

  test("cut short lacks its last character, but is never empty", () => {
    expect([wrong("key-01", "cut"), wrong("k", "cut")]).toEqual(["key-0", "k0"]);
  });
});
