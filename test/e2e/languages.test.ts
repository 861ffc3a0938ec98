import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, intg, intgHere, intgOk, shopHome } from "./support.ts";

afterEach(cleanUp);

describe("the program in Portuguese", () => {
  test("is what a Brazilian locale gets, without a flag, and without a word of English around it", async () => {
    const help = await intg(["event", "list", "--help"], { env: { LANG: "pt_BR.UTF-8" } });

    expect({ code: help.code, stderr: help.stderr }).toEqual({ code: 0, stderr: "" });
    expect(help.stdout).toMatch(/^Uso: intg event list \[opções\]\n/);
    expect(help.stdout).toContain("\nExemplos:\n");
    expect(help.stdout).not.toMatch(/Usage|Options|Examples|default/);
  });

  test("an empty variable asks for nothing, and LC_ALL counts more than LANG", async () => {
    const summary = async (env: Readonly<Record<string, string>>) => (await intgHere(["product", "--help"], { env })).stdout.split("\n")[0];

    expect(await summary({ LC_ALL: "", LANG: "pt_BR.UTF-8" })).toBe("Uso: intg product [opções] [comando]");
    expect(await summary({ LC_ALL: "C", LANG: "pt_BR.UTF-8" })).toBe("Usage: intg product [options] [command]");
  });

  test("says what is wrong, what to do, and the same exit code", async () => {
    const home = await shopHome();
    const args = ["--home", home, "product", "show", "curso-y"];
    const [english, portuguese] = [await intgHere(args), await intgHere(["--lang", "pt", ...args])];

    expect(portuguese.code).toBe(english.code);
    expect(portuguese.stderr).toBe(
      'erro O produto `curso-y` não está cadastrado. [INTG_PRODUCT_NOT_FOUND]\ndica Veja todos: intg product list. Cadastre: intg product add "Nome" --slug curso-y\n',
    );
  });

  test("prints the same JSON as in English, errors too, whatever the locale", async () => {
    const home = await shopHome();
    await intgOk(["--home", home, "--quiet", "simulate", "hotmart", "purchase", "--product", "curso-x", "--commit"]);
    for (const args of [
      ["event", "list"],
      ["event", "show", "evt_nothing"],
      ["product", "show", "curso-x"],
    ]) {
      const line = ["--home", home, ...args, "--json"];
      const english = await intgHere(line);
      const brazilian = await intgHere(line, { env: { LANG: "pt_BR.UTF-8" } });

      expect([brazilian.code, brazilian.stdout, brazilian.stderr], args.join(" ")).toEqual([english.code, english.stdout, english.stderr]);
    }
  });
});
