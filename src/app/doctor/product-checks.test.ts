import { describe, expect, test } from "vitest";
import { called, gathered, said, storeOf, waitingEvent } from "../../../test/support/doctor.ts";
import { note } from "../../core/note.ts";
import type { Link, Product } from "../../core/product.ts";
import type { NamedId } from "../ports.ts";
import type { DoctorFacts, StoreFacts } from "./facts.ts";
import { productKind } from "./product-kind.ts";
import { productLinked } from "./product-linked.ts";
import { productSilent } from "./product-silent.ts";

const COURSE: Product = { slug: "curso", name: "Curso", description: null, image: null, type: "course", price: null, salesUrl: null };
const LINK: Link = {
  ...{ product: "curso", provider: "hotmart", store: "default", externalId: "1001", offer: null, plan: null },
  ...{ kind: "one-time", releaseOnBoleto: false, blockOnCancel: true },
};

async function selling(
  links: readonly Link[],
  named: readonly NamedId[],
  stores: readonly StoreFacts[],
  product = COURSE,
): Promise<DoctorFacts> {
  const empty = await gathered();
  return { ...empty, configuration: { ...empty.configuration, links }, products: [{ product, named }], stores };
}

describe("product.linked", () => {
  test("is green with a link", async () => {
    expect(said(productLinked, await selling([LINK], [], [storeOf("hotmart")]))).toEqual(["ok linked"]);
  });

  test.each([
    ["the only provider there is", COURSE, [storeOf("hotmart"), storeOf("grupozap")], "curso hotmart EXTERNAL-ID"],
    ["no provider where there are several", COURSE, [storeOf("hotmart"), storeOf("payt")], "curso PROVIDER EXTERNAL-ID"],
    ["the kind of a plan", { ...COURSE, type: "plan" } as const, [], "curso PROVIDER EXTERNAL-ID --kind subscription"],
  ])("is yellow without one; its command names %s", async (_, product, stores, words) => {
    expect(said(productLinked, await selling([], [], stores, product))).toEqual([`warn not-linked > intg product link ${words}`]);
  });
});

describe("product.silent", () => {
  const busy = storeOf("hotmart", called("hotmart", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
  const quiet = storeOf("hotmart", called("hotmart", [1, 2, 3]));
  const named = (externalId: string) => ({ provider: "hotmart", store: "default", externalId });
  const OTHER = { ...LINK, externalId: "1002" };

  test.each([
    ["the id came", [LINK], [named("1001")], busy, ["ok silent-none"]],
    ["it never came among ten others", [LINK], [], busy, ["warn silent > intg product show curso"]],
    ["one of two came", [LINK, OTHER], [named("1002")], busy, ["warn silent > intg product show curso"]],
    ["nothing much came at all", [LINK], [], quiet, ["ok silent-none"]],
    ["it came under another id of the vendor's", [LINK], [named("77")], busy, ["ok silent-none"]],
    ["it has no link", [], [], busy, []],
  ])("where %s", async (_, links, ids, store, expected) => {
    expect(said(productSilent, await selling(links, ids, [store]))).toEqual(expected);
  });
});

describe("product.kind", () => {
  const setAside = (product: string) =>
    waitingEvent("quarantined", note("match.other-kind", { product, externalId: "1001", linked: "one-time", sent: "subscription" }));

  test("is green where no sale of it was set aside", async () => {
    const store = storeOf("hotmart", { waiting: [setAside("outro")] });

    expect(said(productKind, await selling([LINK], [], [store]))).toEqual(["ok kind-ok"]);
  });

  test("is red where sales are of the other kind, once for each id, with the link as it should be", async () => {
    const store = storeOf("hotmart", { waiting: [setAside("curso"), setAside("curso")] });

    expect(said(productKind, await selling([LINK], [], [store]))).toEqual([
      "fail kind > intg product link curso hotmart 1001 --kind subscription",
    ]);
  });
});
