import { describe, expect, test } from "vitest";
import { PROVIDERS } from "../../providers/index.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { verdictOf } from "./judge.ts";
import { type CheckPlan, planChecks } from "./plan-checks.ts";

const AT = "2026-11-03T12:00:00.000Z";

function planOf(provider: (typeof PROVIDERS)[number], seed = 7, only: readonly string[] = []): CheckPlan {
  const wishes = {
    seed,
    at: AT,
    productId: undefined,
    listing: undefined,
    fixture: (name: string) => readFixture(provider.id, name).request,
  };
  return planChecks(provider, provider.sampleCredentials(), wishes, only);
}

const bodiesOf = ({ checks }: CheckPlan) =>
  checks.flatMap((planned) => (planned.kind === "calls" ? planned.calls.map(({ request }) => request.text()) : []));

describe.each(PROVIDERS)("the plan for $id", (provider) => {
  test("is the same for the same seed, and another for another", () => {
    expect(bodiesOf(planOf(provider))).toEqual(bodiesOf(planOf(provider)));
    expect(bodiesOf(planOf(provider, 8))).not.toEqual(bodiesOf(planOf(provider)));
    expect(planOf(provider).size).toBe(bodiesOf(planOf(provider)).length);
  });

  test("makes the genuine calls genuine, and the others not, by the provider's own verification", () => {
    const { checks } = planOf(provider);
    for (const planned of checks) {
      if (planned.kind !== "calls" || planned.check.credential === undefined) continue;
      for (const { request, answer, variant } of planned.calls) {
        const isGenuine = provider.verify(request, provider.sampleCredentials(), AT).ok;
        const said = `${planned.check.id} ${JSON.stringify(variant)}`;
        if (verdictOf(answer, 200) === "passed") expect([said, isGenuine]).toEqual([said, true]);
        else if (verdictOf(answer, 401) === "passed" && verdictOf(answer, 422) !== "passed")
          expect([said, isGenuine]).toEqual([said, false]);
      }
    }
    expect(checks.filter(({ kind }) => kind === "calls").length).toBeGreaterThan(9);
  });

  test("asks for nothing in the vendor's name that is only guessed", () => {
    const guessed = provider.conformance.filter(({ certainty, level }) => certainty === "guess" && level === "must");

    expect(guessed.map(({ id }) => id)).toEqual([]);
  });

  test("has no call that every answer satisfies, and none that no answer does", () => {
    const answers = [200, 302, 400, 401, 404, 500];
    for (const { check, calls } of planOf(provider).checks.filter((planned) => planned.kind === "calls")) {
      for (const { answer } of calls) {
        const verdicts = new Set(answers.map((status) => verdictOf(answer, status)));

        expect([check.id, verdicts.has("passed"), verdicts.size > 1]).toEqual([check.id, true, true]);
      }
    }
  });

  test("has one of each check, a gate before all else, and the whole run after its calls", () => {
    const ids = provider.conformance.map(({ id }) => id);
    const kinds = provider.conformance.map(({ kind }) => kind);

    expect(new Set(ids).size).toBe(ids.length);
    expect(provider.conformance[0]).toMatchObject({ id: "credential.right", isGate: true });
    expect(kinds.lastIndexOf("calls")).toBeLessThan(kinds.indexOf("no-redirect"));
  });
});

test("what the endpoint knows is named in the samples", () => {
  const [grupozap, hotmart] = ["grupozap", "hotmart"].map((id) => PROVIDERS.find((provider) => provider.id === id));
  if (grupozap === undefined || hotmart === undefined) throw new Error("provider missing");
  const wishes = { seed: 1, at: AT };
  const leads = planChecks(
    grupozap,
    grupozap.sampleCredentials(),
    { ...wishes, listing: "CASA-7", productId: undefined, fixture: (name) => readFixture("grupozap", name).request },
    ["lead.current", "listing.unknown"],
  );
  const sales = planChecks(
    hotmart,
    hotmart.sampleCredentials(),
    { ...wishes, listing: undefined, productId: "7654321", fixture: (name) => readFixture("hotmart", name).request },
    ["duplicate", "product.unmapped"],
  );

  expect(bodiesOf(leads).map((body) => JSON.parse(body).clientListingId)).toEqual(["CASA-7", expect.stringMatching(/^INTG-[A-Z]{8}$/)]);
  expect(bodiesOf(sales).map((body) => JSON.parse(body).data.product.id)).toEqual([7654321, 7654321, expect.any(Number)]);
  expect(JSON.parse(bodiesOf(sales)[2] ?? "").data.product.id).not.toBe(7654321);
});
