import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ActionId } from "../../core/rule.ts";
import type { Destination, DestinationAccount, SettingField } from "../contract.ts";
import { headerSecretNotes } from "../header-secret.ts";
import { concurrencyField, paceOf, perMinuteField } from "../pace.ts";
import { readBaseUrl, readContentType, readOneOf, readRequestTemplate, readUrlTemplate } from "../setting-readers.ts";
import { statusVerdict } from "../status-verdict.ts";
import { readAuth, withToken } from "./auth.ts";
import { genericProblem, genericRequest, hasTemplate, METHODS } from "./generic.ts";
import { MEMBERKIT_AUTH, MEMBERKIT_PER_MINUTE, memberkitProbe, memberkitRequest } from "./memberkit.ts";

const CONCURRENCY = 4;

/** A members' area: gives and takes access to courses. */
export const members: Destination = {
  id: "members",
  title: "Members' area",
  actions: ["access.grant", "access.block"],
  settings: [
    { name: "preset", fallback: "generic", read: readOneOf(["generic", "memberkit"]) },
    { name: "base-url", read: readBaseUrl },
    ...templateOf("grant"),
    ...templateOf("block"),
    { name: "content-type", fallback: "application/json", read: readContentType },
    { name: "auth", read: readAuth },
    concurrencyField(CONCURRENCY),
    perMinuteField,
  ],
  secrets: [
    {
      name: "token",
      isRequired: false,
      whereToFind: "The key of the members' area's API (MemberKit: Configurações > API), or user:password for basic",
      check: (value) => headerSecretNotes("token", value),
    },
  ],
  codes: [
    {
      object: "product",
      isRequired: false,
      // The generic template may do with the product's own slug; MemberKit knows numbers only.
      isRequiredWith: (settings) => isPreset("access.grant", settings) || isPreset("access.block", settings),
      example: "classroom:12,34",
      read: readCode,
    },
  ],
  queries: [],
  policy: (settings) => paceOf(settings, CONCURRENCY, isMemberkit(settings) ? MEMBERKIT_PER_MINUTE : null),
  problem({ settings }) {
    const [problem = null] = members.actions.flatMap((action) =>
      isPreset(action, settings) ? [] : (genericProblem(action, settings) ?? []),
    );
    return problem;
  },
  // Access is set, not added to: the same again changes nothing.
  doubt: () => "repeat",
  buildRequest([intent], account) {
    if (!members.actions.includes(intent.action)) return err(note("members.other-action", { action: intent.action }));
    const isReady = isPreset(intent.action, account.settings);
    const request = isReady ? memberkitRequest(intent, account) : genericRequest(intent, account);
    return request.ok ? withToken(request.value, authOf(account), account) : request;
  },
  // Addresses name one member each, so one that is gone is that member's.
  readResponse({ status }) {
    const verdict = statusVerdict(status);
    return verdict.kind === "gone" ? { kind: "refused", reason: verdict.reason } : verdict;
  },
  probe(account) {
    if (!isMemberkit(account.settings)) return null;
    const request = withToken(memberkitProbe(account), authOf(account), account);
    return request.ok ? request.value : null;
  },
};

function templateOf(action: "grant" | "block"): readonly SettingField[] {
  return [
    { name: `${action}-method`, fallback: "POST", read: readOneOf(METHODS) },
    { name: `${action}-url`, read: readUrlTemplate },
    { name: `${action}-body`, read: readRequestTemplate },
  ];
}

function readCode(text: string): Result<string, Note> {
  return text.trim() === "" ? err(note("setting.empty")) : ok(text.trim());
}

/** Whether the preset describes the request of an action: what the operator wrote comes first. */
function isPreset(action: ActionId, settings: ReadonlyMap<string, string>): boolean {
  return isMemberkit(settings) && !hasTemplate(action, settings);
}

function isMemberkit(settings: ReadonlyMap<string, string>): boolean {
  return settings.get("preset") === "memberkit";
}

function authOf({ settings }: DestinationAccount): string {
  return settings.get("auth") ?? (isMemberkit(settings) ? MEMBERKIT_AUTH : "bearer");
}
