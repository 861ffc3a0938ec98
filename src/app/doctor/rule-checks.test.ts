import { beforeEach, describe, expect, test } from "vitest";
import { gathered, NOW, said } from "../../../test/support/doctor.ts";
import { createWorld, GRANT, LEAVE, SEQUENCE, TAG, type World } from "../../../test/support/world.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { note } from "../../core/note.ts";
import type { ActionCall } from "../../core/rule.ts";
import { ruleCondition } from "./rule-condition.ts";
import { ruleFunnels } from "./rule-funnels.ts";
import { ruleHomeless } from "./rule-homeless.ts";
import { ruleRepeated } from "./rule-repeated.ts";
import { ruleTargets } from "./rule-targets.ts";
import { ruleTrigger } from "./rule-trigger.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.product("curso");
  await world.link("curso", "1001");
});
const NOTIFY = (target: string): ActionCall => ({ id: "notify", target });
const FORWARD = (target: string): ActionCall => ({ id: "forward", target });
const destination = (name: string, kind: string, isEnabled = true) =>
  world.store.destinations.add({ name, kind, settings: {}, codes: {}, isEnabled, disabledBecause: null });

describe("rule.trigger", () => {
  test("is green for what a linked provider sends, and for what any provider sends to a rule for all", async () => {
    await world.rule("curso", "purchase.approved", [GRANT]);
    await world.rule("*", "lead.received", [TAG("lead")]);

    expect(said(ruleTrigger, await gathered(world.store))).toEqual(["ok trigger-ok", "ok trigger-ok"]);
  });

  test("is red for what none of them ever sends", async () => {
    await world.rule("curso", "lead.received", [TAG("lead")]);

    expect(said(ruleTrigger, await gathered(world.store))).toEqual(["fail trigger-never > intg capabilities"]);
  });

  test("is yellow while the product is not linked, and red when there is no such product", async () => {
    await world.product("novo");
    await world.rule("novo", "purchase.approved", [GRANT]);
    await world.rule("sumiu", "purchase.approved", [GRANT]);

    expect(said(ruleTrigger, await gathered(world.store))).toEqual([
      "warn product-unlinked > intg product link novo PROVIDER EXTERNAL-ID",
      "fail product-gone > intg rule remove rul_2",
    ]);
  });
});

describe("rule.condition", () => {
  const LIST = "> intg rule list --product curso";

  test.each([
    ["amount >= 100 and not buyer.phone exists", "ok condition-ok"],
    ["payment.method = pix or payment.method = boleto", "ok condition-ok"],
    ["payment.installments > 3", "ok condition-ok"],
    ["tracking.src = instagram", "ok condition-ok"],
    ["trigger = purchase.approved and provider = hotmart and store = default", "ok condition-ok"],
    ["amount > 100 and amount < 50", `fail condition-never ${LIST}`],
    ["payment.method = cartao", `fail condition-never ${LIST}`],
    ["provider = eduzz", `fail condition-never ${LIST}`],
    ["product.slug = outro", `fail condition-never ${LIST}`],
    ["store = norte", `fail condition-never ${LIST}`],
    ["trigger = purchase.refunded", `fail condition-never ${LIST}`],
    ["lead.origin = Zap", "warn condition-untold > intg simulate hotmart purchase.approved"],
    ["shipment.status exists", "warn condition-untold > intg simulate hotmart purchase.approved"],
    ["lead.origin = Zap or amount > 5", "ok condition-ok"],
  ])("%s", async (when, expected) => {
    await world.rule("curso", "purchase.approved", [GRANT], when);

    expect(said(ruleCondition, await gathered(world.store))).toEqual([expected]);
  });

  test("lets a rule on a second trigger ask for the first", async () => {
    await world.rule("curso", "subscription.started", [GRANT], "trigger = purchase.approved");

    expect(said(ruleCondition, await gathered(world.store))).toEqual(["ok condition-ok"]);
  });

  test("leaves a rule for all to any provider that sends its trigger", async () => {
    await world.rule("*", "lead.received", [TAG("a")], "lead.origin = Zap and provider = grupozap");
    await world.rule("*", "lead.received", [TAG("b")], "provider = hotmart");

    expect(said(ruleCondition, await gathered(world.store))).toEqual(["ok condition-ok", "fail condition-never > intg rule list"]);
  });

  test("says nothing of a rule without one, and of one that nobody can fire", async () => {
    await world.rule("curso", "purchase.approved", [GRANT]);
    await world.rule("curso", "lead.received", [TAG("lead")], "amount > 5");

    expect(said(ruleCondition, await gathered(world.store))).toEqual([]);
  });
});

describe("rule.targets", () => {
  test("is green where message and destination are there and switched on, and asks nothing of rules that send nothing", async () => {
    await destination("crm", "webhook");
    await world.store.templates.save({ name: "ola", destination: null, text: "Oi" });
    await world.rule("curso", "purchase.approved", [NOTIFY("ola@2h"), FORWARD("crm"), GRANT]);
    await world.rule("curso", "purchase.approved", [GRANT]);

    expect(said(ruleTargets, await gathered(world.store))).toEqual(["ok targets-ok"]);
  });

  test("is red for a template, a destination and a channel that are not there", async () => {
    await world.store.templates.save({ name: "ola", destination: null, text: "Oi" });
    await world.rule("curso", "purchase.approved", [NOTIFY("nada"), FORWARD("crm"), NOTIFY("ola")]);

    expect(said(ruleTargets, await gathered(world.store))).toEqual([
      "fail target-missing > intg template set nada --text TEXT",
      "fail target-missing > intg destination list",
      "fail target-missing > intg destination add NAME --kind whatsapp",
    ]);
  });

  test("is yellow for a destination that is switched off", async () => {
    await destination("crm", "webhook", false);
    await world.rule("curso", "purchase.approved", [FORWARD("crm")]);

    expect(said(ruleTargets, await gathered(world.store))).toEqual(["warn target-disabled > intg destination edit crm --enable"]);
  });
});

describe("rule.repeated", () => {
  const judged = async () => said(ruleRepeated, await gathered(world.store));

  test("is green for rules that differ in trigger, product, condition or action", async () => {
    await world.product("outro");
    await world.rule("curso", "purchase.approved", [TAG("a")]);
    await world.rule("outro", "purchase.approved", [TAG("a")]);
    await world.rule("curso", "purchase.refunded", [TAG("a")]);
    await world.rule("curso", "purchase.approved", [TAG("b")]);
    await world.rule("curso", "purchase.canceled", [TAG("a")], "amount > 5");
    await world.rule("curso", "purchase.canceled", [TAG("a")], "amount > 6");

    expect(await judged()).toEqual(Array.from({ length: 6 }, () => "ok repeated-no"));
  });

  test("is yellow for the later of two that say the same, however they are written", async () => {
    await world.rule("curso", "purchase.approved", [TAG("a"), GRANT], "amount > 5 AND payment.method = pix");
    await world.rule("curso", "purchase.approved", [GRANT, TAG("a")], 'amount > 5 and payment.method = "pix"');

    expect(await judged()).toEqual(["ok repeated-no", "warn repeated > intg rule remove rul_2"]);
  });

  test("is yellow for one whose work another does anyway: for every product, without its condition, with more besides", async () => {
    await world.rule("curso", "purchase.approved", [TAG("a")], "amount > 5");
    await world.rule("*", "purchase.approved", [TAG("a"), TAG("b")]);

    expect(await judged()).toEqual(["warn shadowed > intg rule remove rul_1", "ok repeated-no"]);
  });
});

describe("rule.funnels", () => {
  test("is green where another rule fills the funnel, and yellow where none does", async () => {
    await world.rule("curso", "boleto.issued", [SEQUENCE("vendas", "boleto")]);
    await world.rule("curso", "purchase.approved", [LEAVE("vendas")]);
    await world.rule("curso", "purchase.approved", [LEAVE("vnedas")]);

    expect(said(ruleFunnels, await gathered(world.store))).toEqual(["ok funnels-ok", "warn funnel-empty > intg rule list"]);
  });

  test("is green where a destination has funnels of its own", async () => {
    await destination("lead", "leadlovers");
    await world.rule("curso", "purchase.approved", [LEAVE("outro")]);

    expect(said(ruleFunnels, await gathered(world.store))).toEqual(["ok funnels-ok"]);
  });
});

describe("rule.homeless", () => {
  test("says nothing where everything found its destination", async () => {
    expect(said(ruleHomeless, await gathered(world.store))).toEqual([]);
  });

  test("is red for each rule whose actions had none, a removed one too", async () => {
    const rule = await world.rule("curso", "purchase.approved", [NOTIFY("ola")]);
    const dead = (by: string) =>
      ({
        rule: by,
        action: "notify",
        target: "ola",
        destination: null,
        reason: note("dispatch.no-channel", { template: "ola" }),
        createdAt: NOW,
      }) as Dispatch;
    const facts = { ...(await gathered(world.store)), homeless: [dead(rule), dead("rul_gone"), dead(rule)] };

    expect(said(ruleHomeless, facts)).toEqual([
      "fail homeless > intg dispatch list --dead --where rule = rul_1",
      "fail homeless > intg dispatch list --dead --where rule = rul_gone",
    ]);
  });

  test("tries again where the destination is there by now", async () => {
    const rule = await world.rule("curso", "purchase.approved", [FORWARD("crm")]);
    await destination("crm", "webhook");
    const dead = (target: string) => ({ rule, action: "forward", target, destination: null, reason: null, createdAt: NOW }) as Dispatch;
    const facts = await gathered(world.store);

    expect(said(ruleHomeless, { ...facts, homeless: [dead("crm")] })).toEqual([
      "fail homeless-mended > intg dispatch retry --all --where rule = rul_1",
    ]);
    expect(said(ruleHomeless, { ...facts, homeless: [dead("crm"), dead("erp")] })).toEqual([
      "fail homeless > intg dispatch list --dead --where rule = rul_1",
    ]);
  });
});
