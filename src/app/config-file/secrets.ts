import { type Note, note } from "../../core/note.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { closest } from "../../core/suggest.ts";
import type { FilePath } from "../rule-file.ts";
import { KEEP, type SecretEntries } from "./document.ts";
import { secretOwner } from "./picture.ts";
import type { Field, Planning } from "./planning.ts";

/** A secret of a provider or of a destination. */
export interface KnownSecret {
  readonly name: string;
  clean(value: string): string;
  check(value: string, others: Credentials): readonly Note[];
}

export interface SecretOwner {
  readonly provider: string;
  readonly store: string;
  /** As a person reads it. */
  readonly name: string;
  readonly secrets: readonly KnownSecret[];
}

export interface PlannedSecrets {
  /** Fingerprints, as they are and as they will be. */
  readonly before: readonly Field[];
  readonly after: readonly Field[];
  /** Every value that will be kept. */
  readonly values: Credentials;
}

/** Plans the secrets of one owner: what is named gets its values, all else stays. */
export function planSecrets(owner: SecretOwner, entries: SecretEntries | undefined, path: FilePath, planning: Planning): PlannedSecrets {
  const kept = planning.picture.values.get(secretOwner(owner.provider, owner.store)) ?? new Map<string, readonly Secret[]>();
  const wanted = new Map<string, readonly Secret[]>();
  for (const [name, written] of Object.entries(entries ?? {})) {
    const field = owner.secrets.find((candidate) => candidate.name === name);
    if (field === undefined) {
      planning.faults.push({ path: [...path, name], problem: unknownSecret(name, owner) });
      continue;
    }
    const values = readValues(written, field, [...path, name], planning);
    if (values !== null) wanted.set(name, values);
  }
  const values = new Map([...kept, ...wanted]);
  for (const [name, secrets] of wanted) {
    if (isSame(kept.get(name) ?? [], secrets)) continue;
    const field = owner.secrets.find((candidate) => candidate.name === name);
    for (const problem of field?.check(secrets[0]?.reveal() ?? "", values) ?? []) {
      planning.warnings.push({ subject: `${owner.name} ${name}`, problem });
    }
    planWrites(owner, name, secrets, planning);
  }
  const fieldsOf = (credentials: Credentials) => [...wanted.keys()].map((name) => shown(name, credentials.get(name), planning));
  return { before: fieldsOf(kept), after: fieldsOf(wanted), values };
}

/** @returns null for what is to stay as it is, and for what is wrong. */
function readValues(written: SecretEntries[string], field: KnownSecret, path: FilePath, planning: Planning): readonly Secret[] | null {
  if (written === KEEP || planning.keepsSecrets) return null;
  const places =
    typeof written === "string"
      ? [{ reference: written, place: path }]
      : written.map((reference, at) => ({ reference, place: [...path, at] }));
  const values = places.flatMap(({ reference, place }) => {
    const value = planning.references.get(reference);
    const text = value?.ok === true ? field.clean(value.value).trim() : "";
    if (value?.ok === false) planning.faults.push({ path: place, problem: value.error });
    else if (text === "") planning.faults.push({ path: place, problem: note("config-file.empty-value", { reference }) });
    return text === "" ? [] : [new Secret(text)];
  });
  return values.length === places.length ? distinct(values) : null;
}

function distinct(values: readonly Secret[]): readonly Secret[] {
  return values.filter((value, at) => values.findIndex((other) => other.reveal() === value.reveal()) === at);
}

function isSame(kept: readonly Secret[], wanted: readonly Secret[]): boolean {
  return kept.length === wanted.length && kept.every((value, at) => value.reveal() === wanted[at]?.reveal());
}

/** The oldest first, since the one that is set last is the newest. */
function planWrites({ provider, store }: SecretOwner, name: string, secrets: readonly Secret[], { writes }: Planning): void {
  for (const [at, value] of secrets.toReversed().entries()) {
    writes.push(({ credentials }, now) => credentials.set({ provider, store, name, value, at: now }, at === 0 ? "replace" : "add"));
  }
}

function shown(name: string, secrets: readonly Secret[] | undefined, { fingerprintOf }: Planning): Field {
  const fingerprints = (secrets ?? []).map(fingerprintOf).join(", ");
  return { name, value: fingerprints === "" ? null : fingerprints };
}

function unknownSecret(given: string, { name: owner, secrets }: SecretOwner): Note {
  const names = secrets.map(({ name }) => name);
  const near = closest(given, names);
  if (near !== null) return note("config-file.unknown-secret-near", { owner, given, near });
  return note("config-file.unknown-secret", { owner, given, known: names.length === 0 ? null : names.join(", ") });
}

/** Whether a name has a value that counts. */
export function hasValue(values: Credentials, name: string): boolean {
  return acceptedValues(values, name).length > 0;
}
