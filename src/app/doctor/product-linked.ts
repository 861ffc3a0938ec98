import { note } from "../../core/note.ts";
import { usualKind } from "../../core/product.ts";
import type { DoctorCheck } from "./check.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** Every product is linked to what a vendor sells it under. */
export const productLinked: DoctorCheck = {
  id: "product.linked",
  needs: "database",
  judge: ({ products, configuration, stores }) =>
    products.map(({ product }): Verdict => {
      const subject = { kind: "product", product: product.slug } as const;
      const n = configuration.links.filter((link) => link.product === product.slug).length;
      if (n > 0) return ok(subject, note("doctor.product.linked", { n }));
      const [only, ...others] = stores.filter(({ adapter }) => adapter?.family === "payments").map(({ provider }) => provider);
      const provider = only !== undefined && others.every((other) => other === only) ? only : "PROVIDER";
      const sale = usualKind(product.type) === "subscription" ? ["--kind", "subscription"] : [];
      const next = ["intg", "product", "link", product.slug, provider, "EXTERNAL-ID", ...sale];
      return warn(subject, note("doctor.product.not-linked"), next);
    }),
};
