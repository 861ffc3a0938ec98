import { describe, expect, test } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import type { ConfigPlan } from "../../app/config-file/plan.ts";
import type { PlannedChange } from "../../app/config-file/planning.ts";
import { configPlanJson, configPlanView, keptText } from "./config-plan.ts";

const change = (more: Partial<PlannedChange>): PlannedChange => ({
  section: "products",
  name: "curso-x",
  what: "change",
  fields: [],
  with: {},
  ...more,
});
const field = (name: string, from: string | null, to: string | null) => ({ name, from, to });
const plan = (...changes: readonly PlannedChange[]): ConfigPlan => ({ changes, kept: [], warnings: [], removed: 0, steps: [] });

describe("a plan", () => {
  test("is shown by section, with what comes, changes and goes", () => {
    const lines = configPlanView(
      plan(
        change({ section: "rules", name: "* on lead.received", what: "add", fields: [field("do", null, "tag.add lead")] }),
        change({
          fields: [
            field("price", "197.00", "247.00"),
            field("link hotmart 1001", "one-time", null),
            field("link payt X", null, "one-time"),
          ],
        }),
        change({ name: "clube", what: "remove", with: { links: 1, rules: 2 } }),
        change({ name: "y", fields: [field("price", null, "10.00")] }),
      ),
      plainView(),
    );

    expect(lines).toEqual([
      "products",
      "  ~ curso-x",
      "      ~ price              197.00 → 247.00",
      "      - link hotmart 1001  one-time",
      "      + link payt X        one-time",
      "  - clube    with 1 link, 2 rules",
      "  ~ y        price + 10.00",
      "",
      "rules",
      "  + * on lead.received  do tag.add lead",
    ]);
  });

  test("fits a terminal: what is too long goes below or is cut, and many of one sort are counted", () => {
    const view = plainView({ columns: 60 });
    const texts = [
      field("text", "Oi, tudo bem?\nSua compra de ontem", "Oi, tudo certo?\nSua compra de ontem"),
      field("destination", null, "crm"),
    ];
    const many = Array.from({ length: 43 }, (_, at) =>
      change({ section: "listings", name: `AP${at}`, what: "add", fields: [field("advertiser", null, "sol")] }),
    );

    const lines = configPlanView(plan(change({ section: "templates", name: "oi", fields: texts }), ...many), view);

    expect(lines.slice(0, 5)).toEqual([
      "templates",
      "  ~ oi",
      "      ~ text         - Oi, tudo bem? ⏎ Sua compra de ontem",
      "                     + Oi, tudo certo? ⏎ Sua compra de ontem",
      "      + destination  crm",
    ]);
    expect(lines.filter((line) => line.includes("advertiser sol"))).toHaveLength(40);
    expect(lines.at(-1)).toBe("  + and 3 more (all of them with --json)");
    expect(lines.every((line) => line.length <= 60)).toBe(true);
  });

  test("masks the documents of advertisers, and lets nothing act on the terminal", () => {
    const changes = [
      change({ section: "advertisers", name: "sol", fields: [field("document", "56921485000100", "52998224725")] }),
      change({ name: "x", fields: [field("name", "a", "\u001b[31mred")] }),
    ];

    const lines = configPlanView(plan(...changes), plainView());

    expect(lines.join("\n")).not.toMatch(/56921485|5299822/);
    expect(lines.join("\n")).not.toContain("\u001b");
    expect(lines.join("\n")).toContain("\\u{1b}[31mred");
    expect(JSON.stringify(configPlanJson(plan(...changes), { dryRun: true }, plainView()))).not.toMatch(/56921485|5299822/);
    expect(JSON.stringify(configPlanJson(plan(...changes), { dryRun: true }, plainView({ showPii: true })))).toContain("52998224725");
  });

  test("is one JSON document, with what stays and what to know", () => {
    const full: ConfigPlan = {
      ...plan(change({ what: "remove", with: { links: 1 } })),
      kept: [{ kind: "rules", count: 2 }],
      warnings: [{ subject: "crm", problem: { code: "config-file.private-host", params: { host: "10.0.0.1" } } }],
    };

    expect(configPlanJson(full, { dryRun: false }, plainView())).toEqual({
      dryRun: false,
      changed: true,
      changes: [{ section: "products", name: "curso-x", what: "remove", fields: [], with: { links: 1 } }],
      kept: { rules: 2 },
      warnings: [
        {
          subject: "crm",
          code: "config-file.private-host",
          message: "10.0.0.1 is an address of a private network, and nothing is sent there without `allow-private: true`",
        },
      ],
    });
  });

  test("says what stays in words, and nothing of nothing", () => {
    const { texts } = plainView();

    expect(keptText({ kept: [] }, texts)).toBeNull();
    expect(
      keptText(
        {
          kept: [
            { kind: "rules", count: 1 },
            { kind: "links", count: 3 },
          ],
        },
        texts,
      ),
    ).toBe("1 rule, 3 links");
  });
});
