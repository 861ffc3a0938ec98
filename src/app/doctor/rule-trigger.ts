import { note } from "../../core/note.ts";
import { EVERY_PRODUCT } from "../../core/rule.ts";
import { silentProviders } from "../add-rule.ts";
import type { DoctorCheck } from "./check.ts";
import { fail, ok, ruleSubject, type Verdict, warn } from "./finding.ts";

/** Somebody sends what the rule waits for: its product is there and linked, to a provider that has its trigger. */
export const ruleTrigger: DoctorCheck = {
  id: "rule.trigger",
  needs: "database",
  judge: ({ configuration: { rules, links, products } }) =>
    rules.map((rule): Verdict => {
      const { id, product, trigger } = rule;
      const subject = ruleSubject(rule);
      const isForAll = product === EVERY_PRODUCT;
      if (!isForAll && !products.has(product))
        return fail(subject, note("doctor.rule.product-gone", { product }), ["intg", "rule", "remove", id]);
      if (!isForAll && !links.some((link) => link.product === product)) {
        return warn(subject, note("doctor.rule.product-unlinked", { product }), [
          "intg",
          "product",
          "link",
          product,
          "PROVIDER",
          "EXTERNAL-ID",
        ]);
      }
      const silent = silentProviders(rule, links);
      if (silent === null) return ok(subject, note("doctor.rule.trigger-ok", { trigger }));
      return fail(subject, note("doctor.rule.trigger-never", { trigger, providers: silent }), ["intg", "capabilities"]);
    }),
};
