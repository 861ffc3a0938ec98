import { err, ok, type Result } from "../../core/result.ts";
import type { Rule } from "../../core/rule.ts";
import { type FileFault, type FilePath, hasProposal, type RuleProposal, type RulesDocument, readRules } from "../rule-file.ts";
import type { RuleTest, Shop } from "./model.ts";
import { type CallSources, readTests, type TestDocument } from "./read-tests.ts";
import { type ProductDocument, productsOf, readShop } from "./shop.ts";
import { Stock } from "./stock.ts";

/** A file for `rule test`, as its schema has it. */
export interface RuleFileDocument extends RulesDocument {
  readonly products?: readonly ProductDocument[];
  readonly tests?: readonly TestDocument[];
}

/** What stands now, in the home that the file is tried on; nothing where there is none. */
export interface PresentSetup extends Shop {
  readonly rules: readonly Rule[];
}

/** What a file says, ready to be tried. */
export interface RuleFile {
  readonly proposal: RuleProposal;
  readonly shop: Shop;
  readonly tests: readonly RuleTest[];
}

/** @param sources - null where the tests are not going to be run, so that nothing of them is read. */
export function readRuleFile(
  document: RuleFileDocument,
  present: PresentSetup,
  nameOf: (path: FilePath) => string,
  sources: CallSources | null,
): Result<RuleFile, readonly FileFault[]> {
  const faults: FileFault[] = [];
  const shop = readShop(document.products ?? [], present, faults);
  const products = shop.products.length === 0 ? null : new Set(shop.products.map(({ slug }) => slug));
  const proposal = hasProposal(document)
    ? readRules(document, { rules: present.rules, products, nameOf }, faults)
    : { rules: present.rules, added: [], removed: [] };
  const stock = new Stock(shop, productsOf(proposal.rules));
  const tests = sources === null ? [] : readTests(document.tests ?? [], stock, sources, faults);
  return faults.length === 0 ? ok({ proposal, shop: stock.shop, tests }) : err(faults);
}
