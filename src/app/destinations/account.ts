import type { Instant } from "../../core/instant.ts";
import type { ActionId } from "../../core/rule.ts";
import type { Credentials } from "../../core/secret.ts";
import type { SendPolicy } from "../../core/sending.ts";
import type { CodeField, Destination, DestinationAccount } from "../../destinations/contract.ts";
import { NOT_TOLD, type RegisteredDestination, type SendOptions } from "../ports.ts";

/** A setting that every kind has: addresses of this machine and of private networks may be called. */
export const ALLOW_PRIVATE = "allow-private";
const ALLOWED = "yes";

/** What an action is about at a destination, as codes are kept for it: `tag:aluno`. Null for what has no code. */
export interface CodeObject {
  readonly kind: CodeField["object"];
  readonly name: string;
}

const OBJECTS: Readonly<Record<ActionId, CodeObject["kind"] | null>> = {
  "tag.add": "tag",
  "tag.remove": "tag",
  "sequence.add": "sequence",
  "funnel.remove": "funnel",
  "access.grant": "product",
  "access.block": "product",
  notify: "template",
  forward: null,
};

/** The destination as its kind sees it when a request is made. */
export function accountOf(destination: RegisteredDestination, kind: Destination, secrets: Credentials, now: Instant): DestinationAccount {
  return { name: destination.name, settings: settingsOf(destination, kind), secrets, now };
}

export function policyOf(destination: RegisteredDestination, kind: Destination): SendPolicy {
  return kind.policy(settingsOf(destination, kind));
}

export function sendOptionsOf({ settings }: Pick<RegisteredDestination, "settings">): SendOptions {
  return { allowsPrivate: settings[ALLOW_PRIVATE] === ALLOWED };
}

/** The settings with `--allow-private` or `--no-allow-private` said. */
export function withPrivate(settings: RegisteredDestination["settings"], isAllowed: boolean): RegisteredDestination["settings"] {
  const { [ALLOW_PRIVATE]: _before, ...others } = settings;
  return isAllowed ? { ...others, [ALLOW_PRIVATE]: ALLOWED } : others;
}

/**
 * What the destination calls the target of an action.
 *
 * @param target - as the dispatch names it; of a `sequence.add` the whole `funnel/sequence`.
 */
export function codeOf(
  destination: RegisteredDestination,
  kind: Destination,
  action: ActionId,
  target: string,
): { readonly code: string | null; readonly isToldNot: boolean } {
  const object = objectOf(action, target);
  if (object === null) return { code: null, isToldNot: false };
  const mapped = Object.entries(destination.codes).find(([key]) => key === objectKey(object))?.[1];
  if (mapped === NOT_TOLD) return { code: null, isToldNot: true };
  const field = kind.codes.find((candidate) => candidate.object === object.kind);
  return { code: mapped ?? field?.asCode?.(object.name) ?? null, isToldNot: false };
}

/** @param target - of a message also with its delay, `lembrete@24h`. */
export function objectOf(action: ActionId, target: string): CodeObject | null {
  const kind = OBJECTS[action];
  if (kind === null) return null;
  return { kind, name: kind === "template" ? (target.split("@")[0] ?? target) : target };
}

/** Names of this kind that have to be mapped, or actions on them are refused. */
export function needsCode(field: CodeField, destination: Pick<RegisteredDestination, "settings">, kind: Destination): boolean {
  return field.isRequiredWith?.(settingsOf(destination, kind)) ?? field.isRequired;
}

export function objectKey({ kind, name }: CodeObject): string {
  return `${kind}:${name}`;
}

/** The kind's settings: what the operator set, else the kind's own defaults. */
function settingsOf(destination: Pick<RegisteredDestination, "settings">, kind: Destination): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const { name, fallback } of kind.settings) {
    const value = destination.settings[name] ?? fallback;
    if (value !== undefined) settings.set(name, value);
  }
  return settings;
}
