import type { DoctorCheck } from "../../app/doctor/check.ts";
import type { DoctorFacts, MachineFacts } from "../../app/doctor/facts.ts";
import { isWhole } from "../../app/doctor/gather.ts";
import { CHECKS } from "../../app/doctor/index.ts";
import type { Scope } from "../../app/doctor/scope.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { IntgError } from "../../core/errors.ts";
import type { Link } from "../../core/product.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";

/** The checks that `--only` and `--skip` leave: by id, or by the group that an id begins with. */
export function readChecks({ texts }: Pick<Context, "texts">, input: Input): readonly DoctorCheck[] {
  const named = (flag: "only" | "skip") => input.list(flag).flatMap((text) => text.split(",").map((word) => word.trim()));
  const [only, skip] = [named("only"), named("skip")];
  for (const [flag, words] of [
    ["only", only],
    ["skip", skip],
  ] as const) {
    const strange = words.find((word) => !CHECKS.some((check) => isNamed(check, word)));
    if (strange !== undefined) throw input.badValue(flag, strange, texts("doctor.unknown-check"));
  }
  const isNamedBy = (words: readonly string[], check: DoctorCheck) => words.some((word) => isNamed(check, word));
  return CHECKS.filter((check) => (only.length === 0 || isNamedBy(only, check)) && !isNamedBy(skip, check));
}

function isNamed({ id }: DoctorCheck, word: string): boolean {
  return id === word || id.startsWith(`${word}.`);
}

export function readScope({ texts }: Pick<Context, "texts">, input: Input): Scope {
  const [provider, store, product] = [input.text("provider"), input.text("store"), input.text("product")];
  return {
    ...(provider === undefined ? {} : { provider: requireProvider(provider).id }),
    ...(store === undefined ? {} : { store: readStore(store, texts, input) }),
    ...(product === undefined ? {} : { product }),
  };
}

function readStore(given: string, texts: Context["texts"], input: Input): NonNullable<Scope["store"]> {
  const [, provider, store] = /^([^/]+)\/([^/]+)$/.exec(given) ?? [];
  if (provider === undefined || store === undefined) throw input.badValue("store", given, texts("doctor.bad-store"));
  return { provider: requireProvider(provider).id, store };
}

/**
 * @returns the links by which products and stores belong together.
 * @throws INTG_STORE_NOT_FOUND, INTG_PRODUCT_NOT_FOUND: looking at nothing would look like all being well.
 */
export function requireScope({ store, product }: Scope, facts: MachineFacts | DoctorFacts): readonly Link[] {
  if (facts.problem !== null) return [];
  const whole = isWhole(facts) ? facts : undefined;
  if (store !== undefined && whole?.stores.some((one) => one.provider === store.provider && one.store === store.store) !== true) {
    throw new IntgError("INTG_STORE_NOT_FOUND", { provider: store.provider, store: store.store });
  }
  if (product !== undefined && whole?.configuration.products.has(product) !== true) {
    throw new IntgError("INTG_PRODUCT_NOT_FOUND", { slug: product });
  }
  return whole?.configuration.links ?? [];
}
