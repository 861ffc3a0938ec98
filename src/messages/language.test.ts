import { describe, expect, test } from "vitest";
import { languageNamed, languageOfEnvironment } from "./language.ts";

describe("a language by its name", () => {
  test.each(["pt-BR", "pt", "pt_BR", "PT-br", "pt_BR.UTF-8", "pt_PT", "pt_PT@euro", "PT"])("%s is Brazilian Portuguese", (name) => {
    expect(languageNamed(name)).toBe("pt-BR");
  });

  test.each(["en", "EN", "en_GB.UTF-8", "en-US", "C", "C.UTF-8", "POSIX"])("%s is English", (name) => {
    expect(languageNamed(name)).toBe("en");
  });

  test.each(["", "de_DE", "english", "ptx", "brasil"])("%j is none of ours", (name) => {
    expect(languageNamed(name)).toBeUndefined();
  });
});

describe("the language of an environment", () => {
  test("our variable comes first, then LC_ALL, LC_MESSAGES and LANG", () => {
    const all = { INTG_LANG: "en", LC_ALL: "pt_BR.UTF-8", LC_MESSAGES: "en_US", LANG: "pt_PT" };

    expect(languageOfEnvironment(all)).toBe("en");
    expect(languageOfEnvironment({ ...all, INTG_LANG: undefined })).toBe("pt-BR");
    expect(languageOfEnvironment({ LC_MESSAGES: "en_US", LANG: "pt_PT" })).toBe("en");
    expect(languageOfEnvironment({ LANG: "pt_PT" })).toBe("pt-BR");
  });

  test("an empty variable counts as not set", () => {
    expect(languageOfEnvironment({ INTG_LANG: "", LC_ALL: "", LC_MESSAGES: "", LANG: "pt_BR.UTF-8" })).toBe("pt-BR");
  });

  test("a language that we do not have is English, and hides the variables behind it", () => {
    expect(languageOfEnvironment({ LC_ALL: "C", LANG: "pt_BR.UTF-8" })).toBe("en");
    expect(languageOfEnvironment({ LC_ALL: "de_DE.UTF-8", LANG: "pt_BR.UTF-8" })).toBe("en");
    expect(languageOfEnvironment({})).toBe("en");
  });
});
