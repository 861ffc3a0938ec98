import { type Note, note } from "../../core/note.ts";
import { Secret } from "../../core/secret.ts";
import { closest } from "../../core/suggest.ts";
import type { Destination } from "../../destinations/contract.ts";
import { DESTINATIONS, findDestinationKind } from "../../destinations/index.ts";
import { ALLOW_PRIVATE, accountOf, objectKey, sendOptionsOf, withPrivate } from "../destinations/account.ts";
import { waitingFor } from "../destinations/describe.ts";
import { readCode, readObject } from "../destinations/map.ts";
import { isDestinationName, knownKinds } from "../destinations/registered.ts";
import { lackingSecret } from "../destinations/secrets.ts";
import { mayHoldKey, missingSetting, readSetting, refusedHost, shownSetting } from "../destinations/settings.ts";
import { DESTINATION_SECRETS, type DispatchCount, type RegisteredDestination } from "../ports.ts";
import type { FilePath } from "../rule-file.ts";
import { type DestinationEntry, isReference } from "./document.ts";
import { changesBetween, count, type Field, isTwice, type Planning, planThing, planUnnamed, yesOrNo } from "./planning.ts";
import { type PlannedSecrets, planSecrets } from "./secrets.ts";

/** Plans where actions go, with secrets and codes. */
export function planDestinations(entries: readonly DestinationEntry[], planning: Planning, counts: readonly DispatchCount[]): void {
  const { picture } = planning;
  const seen = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const path = ["destinations", at];
    if (isTwice(seen, entry.name, entry.name, path, planning)) continue;
    if (!isDestinationName(entry.name))
      planning.faults.push({ path: [...path, "name"], problem: note("config-file.bad-destination-name") });
    const kind = findDestinationKind(entry.kind);
    if (kind === undefined) planning.faults.push({ path: [...path, "kind"], problem: unknownKind(entry.kind) });
    else planOne(entry, kind, path, planning);
  }
  for (const { name } of picture.destinations.filter((destination) => !seen.has(destination.name))) {
    const { queued, sending } = waitingFor(counts, name);
    const goes = { dispatches: queued + sending };
    planUnnamed({ section: "destinations", name, with: goes }, ({ destinations }, now) => destinations.remove(name, now), planning);
  }
}

function planOne(entry: DestinationEntry, kind: Destination, path: FilePath, planning: Planning): void {
  const { name } = entry;
  const { faults, writes, picture } = planning;
  const before = faults.length;
  const kept = picture.destinations.find((destination) => destination.name === name);
  if (kept !== undefined && kept.kind !== kind.id) {
    faults.push({ path: [...path, "kind"], problem: note("config-file.other-kind", { name, kind: kept.kind }) });
    return;
  }
  const owner = { provider: DESTINATION_SECRETS, store: name, name, secrets: kind.secrets.map(asKnownSecret) };
  const secrets = planSecrets(owner, entry.secrets, [...path, "secrets"], planning);
  const isEnabled = entry.enabled ?? true;
  const wanted: RegisteredDestination = {
    name,
    kind: kind.id,
    settings: readSettings(entry, kind, kept, path, planning),
    codes: planCodes(entry, kind, kept, path, planning),
    isEnabled,
    disabledBecause: isEnabled === kept?.isEnabled ? kept.disabledBecause : null,
  };
  const present = kept === undefined ? undefined : [...fieldsOf(kept, planning), ...secrets.before];
  const after = [...fieldsOf(wanted, planning), ...secrets.after];
  if (!planThing({ section: "destinations", name }, present, after, planning)) return;
  // What is wrong already would be said twice.
  if (faults.length === before) judge(wanted, kind, secrets, path, planning);
  // Its codes have rows of their own.
  const { codes, ...row } = wanted;
  if (kept === undefined) writes.push(({ destinations }) => destinations.add({ ...row, codes: {} }));
  else if (changesBetween(fieldsOf(kept, planning), fieldsOf(wanted, planning)).length > 0)
    writes.push(({ destinations }) => destinations.update(row));
  for (const [object, code] of Object.entries(codes)) writes.push(({ destinations }) => destinations.setCode(name, object, code));
}

/** What would keep it from sending although each of its parts is right; of one that is switched off nothing is wanted. */
function judge(wanted: RegisteredDestination, kind: Destination, { values }: PlannedSecrets, path: FilePath, planning: Planning): void {
  const { faults, warnings, now } = planning;
  const host = refusedHost(wanted, kind);
  if (host !== null) warnings.push({ subject: wanted.name, problem: note("config-file.private-host", { host }) });
  if (!wanted.isEnabled) return;
  const setting = missingSetting(kind, wanted.settings);
  const secret = lackingSecret(kind, values);
  const problem = kind.problem?.(accountOf(wanted, kind, values, now)) ?? null;
  if (setting !== undefined) faults.push({ path, problem: note("config-file.setting-wanted", { setting: setting.name }) });
  else if (secret !== undefined) faults.push({ path, problem: note("config-file.secret-wanted", { secret: secret.name }) });
  else if (problem !== null) faults.push({ path, problem });
}

function readSettings(
  entry: DestinationEntry,
  kind: Destination,
  kept: RegisteredDestination | undefined,
  path: FilePath,
  planning: Planning,
): RegisteredDestination["settings"] {
  const read = Object.entries(entry.settings ?? {}).flatMap(([name, written]) => {
    const place = [...path, "settings", name];
    const text = settingText(name, String(written), kept, place, planning);
    const value = text === null ? null : readSetting(kind, name, text);
    if (value?.ok === false) planning.faults.push({ path: place, problem: value.error });
    return value?.ok === true && value.value !== null ? [[name, value.value] as const] : [];
  });
  return withPrivate(Object.fromEntries(read), entry["allow-private"] ?? false);
}

/** What is written, or stands behind what is written; null where that cannot be had. */
function settingText(
  name: string,
  written: string,
  kept: RegisteredDestination | undefined,
  path: FilePath,
  planning: Planning,
): string | null {
  if (!isReference(written)) return written;
  const present = kept?.settings[name];
  if (planning.keepsSecrets && present !== undefined) return present;
  const value = planning.references.get(written);
  if (value?.ok === true) return value.value;
  planning.faults.push({ path, problem: value?.error ?? note("config-file.empty-value", { reference: written }) });
  return null;
}

/** The codes there will be: those of the file, and of others those that stay. */
function planCodes(
  entry: DestinationEntry,
  kind: Destination,
  kept: RegisteredDestination | undefined,
  path: FilePath,
  planning: Planning,
): RegisteredDestination["codes"] {
  const seen = new Set<string>();
  const named = Object.entries(entry.codes ?? {}).flatMap(([written, text]) => {
    const place = [...path, "codes", written];
    const refuse = (problem: Note) => {
      planning.faults.push({ path: place, problem });
      return [];
    };
    const object = readObject(kind, written);
    if (!object.ok) return refuse(object.error);
    const code = readCode(kind, object.value, text);
    if (!code.ok) return refuse(code.error);
    const key = objectKey(object.value);
    return isTwice(seen, key, key, place, planning) ? [] : [[key, code.value] as const];
  });
  const others = Object.entries(kept?.codes ?? {}).filter(([object]) => !seen.has(object));
  if (!planning.prune && others.length > 0) count(planning.kept, "codes", others.length);
  if (planning.prune)
    for (const [object] of others) planning.removals.push(({ destinations }) => destinations.setCode(entry.name, object, null));
  return Object.fromEntries([...(planning.prune ? [] : others), ...named]);
}

function fieldsOf(destination: RegisteredDestination, planning: Planning): readonly Field[] {
  const { [ALLOW_PRIVATE]: _private, ...settings } = destination.settings;
  return [
    { name: "kind", value: destination.kind },
    { name: "enabled", value: yesOrNo(destination.isEnabled), usual: "yes" },
    { name: "allow-private", value: yesOrNo(sendOptionsOf(destination).allowsPrivate), usual: "no" },
    ...Object.entries(settings).map(([name, value]) => ({ name, value: settingShown(value, planning) })),
    ...Object.entries(destination.codes).map(([object, code]) => ({ name: `code ${object}`, value: code })),
  ];
}

/** A value as it may be shown; what is left out of it can be told apart all the same. */
function settingShown(value: string, { fingerprintOf }: Planning): string {
  return mayHoldKey(value) ? `${shownSetting(value)} (${fingerprintOf(new Secret(value))})` : value;
}

function asKnownSecret({ name, check }: Destination["secrets"][number]) {
  return { name, check: (value: string) => check(value), clean: (value: string) => value.trim() };
}

function unknownKind(given: string): Note {
  const near = closest(
    given,
    DESTINATIONS.map(({ id }) => id),
  );
  if (near !== null) return note("config-file.unknown-kind-near", { given, near });
  return note("config-file.unknown-kind", { given, known: knownKinds() });
}
