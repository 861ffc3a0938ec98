import type { AccessStanding, StandingGrant } from "../../app/access-standing.ts";
import type { AccessStep, AccessStory, ProductAccessStory } from "../../app/access-story.ts";
import { providerOf, transactionOf } from "../../core/access.ts";
import { maskEmail } from "../../core/mask.ts";
import { cell, printable } from "../printable.ts";
import { alignRows, indent, widthOf } from "./columns.ts";
import { shownId } from "./event-line.ts";
import { stateWord } from "./state-words.ts";
import { ruleName } from "./trace.ts";
import type { View } from "./view.ts";

/** Blanks that `indent` puts in front. */
const INDENT = 2;

/** One row of `access list --json`. */
export interface AccessJson {
  readonly email: string | null;
  readonly product: string;
  readonly active: boolean;
  readonly since: string;
  readonly until: string | null;
  readonly grants: readonly {
    readonly transaction: string | null;
    readonly state: string;
    readonly event: string;
    readonly rule: string;
  }[];
}

export function accessJson(standing: AccessStanding, view: Pick<View, "showPii">): AccessJson {
  const { email, product, active, since, until, grants } = standing;
  return {
    email: email === null || view.showPii ? email : maskEmail(email),
    product,
    active,
    since,
    until,
    grants: grants.map(({ grant, state, transaction }) => ({ transaction, state, event: grant.eventId, rule: grant.rule })),
  };
}

/** `active` with its end, else why there is none, in one word each. */
export function standingText({ active, until, grants }: AccessStanding, view: View): string {
  const { style, texts } = view;
  if (!active) return style.red(grants.some(({ state }) => state === "ended") ? texts("access.ended") : texts("access.blocked"));
  if (until !== null) return style.yellow(texts("access.active-until", { until: view.local(until) }));
  return grants.some(({ state }) => state === "active") ? style.green(texts("access.active")) : style.yellow(texts("access.provisional"));
}

/** Who bought every month for years fills no screen: `access explain` and JSON have every sale. */
const SALES_SHOWN = 3;

/** `HP1 active, HP2 blocked`; of many, those that decide. */
export function grantsText(grants: readonly StandingGrant[], view: View): string {
  const textOf = ({ transaction, state }: StandingGrant) => `${cell(transaction)} ${stateWord("access", state, view)}`;
  if (grants.length <= SALES_SHOWN) return grants.map(textOf).join(", ");
  const deciding = [...grants.filter(({ state }) => state === "active"), ...grants.filter(({ state }) => state !== "active")];
  const left = view.texts("access.list.more-sales", { n: grants.length - SALES_SHOWN });
  return [...deciding.slice(0, SALES_SHOWN).map(textOf), left].join(", ");
}

/** Who, then per product everything that happened to the access, and what holds now and why. */
export function accessStoryView({ contact, products }: AccessStory, view: View): string {
  const { style, texts } = view;
  const person = view.person(contact);
  const lines = [`${style.bold(cell(person.email ?? person.phone ?? person.name))}  ${style.dim(contact.id)}`];
  if (products.length === 0) lines.push("", style.dim(texts("access.explain.nothing")));
  for (const story of products) {
    const standing = story.standing === null ? style.dim(texts("trace.none")) : standingText(story.standing, view);
    lines.push("", `${style.bold(printable(story.product))}  ${standing}`);
    lines.push(...indent(stepLines(story.steps, view)));
    lines.push(...indent(["", texts("access.explain.now"), ...indent(nowLines(story, view))]));
  }
  return lines.join("\n");
}

export function accessStoryJson({ contact, products }: AccessStory, view: View) {
  const { email, phone } = view.person(contact);
  return {
    contact: { id: contact.id, email, phone },
    products: products.map(({ product, steps, standing }) => ({
      product,
      ...(standing === null ? { active: false, since: null, until: null, grants: [] } : withoutPerson(accessJson(standing, view))),
      history: steps.map(({ effect, event }) => ({
        at: effect.at,
        event: effect.eventId,
        trigger: event?.trigger ?? null,
        provider: providerOf(effect.subject),
        transaction: transactionOf(effect.subject),
        rule: effect.rule,
        value: effect.value,
        until: effect.until,
      })),
    })),
  };
}

function withoutPerson({ active, since, until, grants }: AccessJson): Pick<AccessJson, "active" | "since" | "until" | "grants"> {
  return { active, since, until, grants };
}

/** With ids in full where they fit. */
function stepLines(steps: readonly AccessStep[], view: View): readonly string[] {
  const lines = alignRows(steps.map((step) => stepRow(step, view)));
  const room = (view.columns ?? Number.POSITIVE_INFINITY) - INDENT;
  if (lines.every((line) => widthOf(line) <= room)) return lines;
  return alignRows(steps.map((step) => stepRow(step, { ...view, columns: 0 })));
}

function stepRow({ effect, event }: AccessStep, view: View): readonly string[] {
  const { style, texts } = view;
  const value =
    effect.value === "ended" && effect.until !== null
      ? texts("access.ends", { at: view.local(effect.until) })
      : effect.value === null
        ? ""
        : stateWord("access", effect.value, view);
  const color = effect.value === "granted" ? style.green : effect.value === "blocked" ? style.red : style.yellow;
  return [
    style.dim(view.local(effect.at)),
    cell(providerOf(effect.subject)),
    event?.trigger ?? texts("access.unknown-event"),
    cell(transactionOf(effect.subject) ?? effect.subscription?.split(":").slice(2).join(":") ?? null),
    color(value),
    ruleName(effect.rule, view),
    style.dim(shownId(effect.eventId, view)),
  ];
}

function nowLines({ standing, steps }: ProductAccessStory, view: View): readonly string[] {
  if (standing === null) return [view.style.dim(view.texts("trace.none"))];
  return alignRows(
    standing.grants.map((grant) => [
      cell(providerOf(grant.grant.subject)),
      cell(grant.transaction ?? grant.grant.subject),
      stateText(grant, view),
      view.style.dim(whyText(grant, steps, view)),
    ]),
  );
}

function stateText({ state }: StandingGrant, { style }: View): string {
  return state === "active"
    ? style.green(state)
    : state === "provisional"
      ? style.yellow(state)
      : state === "blocked"
        ? style.red(state)
        : style.dim(state);
}

function whyText({ grant, state }: StandingGrant, steps: readonly AccessStep[], view: View): string {
  const cause = steps.find(({ effect }) => effect.eventId === grant.eventId && effect.rule === grant.rule);
  const params = {
    rule: ruleName(grant.rule, view),
    trigger: cause?.event?.trigger ?? grant.eventId,
    until: grant.until === null ? null : view.local(grant.until),
  };
  if (state === "active" && grant.until !== null) return view.texts("access.why.active-until", params);
  return view.texts(`access.why.${state}`, params);
}
