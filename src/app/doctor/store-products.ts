import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { storeFlag } from "./commands.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** A store that sells has a product linked to it. */
export const storeProducts: DoctorCheck = {
  id: "store.products",
  needs: "database",
  judge: ({ stores, configuration }) =>
    stores
      .filter(({ adapter }) => adapter?.family === "payments")
      .map(({ subject, provider, store }): Verdict => {
        const n = configuration.links.filter((link) => link.provider === provider && link.store === store).length;
        if (n > 0) return ok(subject, note("doctor.store.products-ok", { n }));
        return warn(subject, note("doctor.store.products-none"), [
          "intg",
          "product",
          "link",
          "PRODUCT",
          provider,
          "EXTERNAL-ID",
          ...storeFlag(store),
        ]);
      }),
};
