import { isHttpUrl } from "../../core/http-url.ts";
import { type Note, note } from "../../core/note.ts";
import { isPrivateHost } from "../../core/private-host.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { closest } from "../../core/suggest.ts";
import type { Destination, SettingField } from "../../destinations/contract.ts";
import type { RegisteredDestination } from "../ports.ts";
import { ALLOW_PRIVATE } from "./account.ts";

type Settings = RegisteredDestination["settings"];

/**
 * Reads what the operator wrote for one setting of a kind.
 *
 * @returns null for an empty text, which takes the setting away.
 */
export function readSetting(kind: Destination, name: string, text: string): Result<string | null, Note> {
  const field = kind.settings.find((candidate) => candidate.name === name);
  if (field === undefined) return err(unknownSetting(kind, name));
  return text.trim() === "" ? ok(null) : field.read(text);
}

/** The settings after a change; a value of null takes one away. */
export function changedSettings(before: Settings, changes: ReadonlyMap<string, string | null>): Settings {
  const all = new Map<string, string | null>([...Object.entries(before), ...changes]);
  return Object.fromEntries([...all].flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** The first setting that a kind cannot do without and that is not there. */
export function missingSetting(kind: Destination, settings: Settings): SettingField | undefined {
  return kind.settings.find(
    ({ name, isRequired, fallback }) => isRequired === true && fallback === undefined && !Object.hasOwn(settings, name),
  );
}

/** Host of the address that is called, with its port; null while none is set. */
export function hostOf(destination: Pick<RegisteredDestination, "settings">, kind: Destination): string | null {
  const [first] = urlsOf(destination.settings, kind);
  return first?.host ?? null;
}

/** The first host of this machine or of a private network that would be refused; null when there is none. */
export function refusedHost({ settings }: Pick<RegisteredDestination, "settings">, kind: Destination): string | null {
  if (Object.hasOwn(settings, ALLOW_PRIVATE)) return null;
  return urlsOf(settings, kind).find(({ hostname }) => isPrivateHost(hostname))?.host ?? null;
}

/** A value as it may be shown: what follows the `?` of a URL is often a key. */
export function shownSetting(value: string): string {
  if (!isHttpUrl(value) || !value.includes("?")) return value;
  return value.replace(/\?.*$/s, (query) => (query.includes("=") ? query.replace(/=[^&]*/g, "=***") : "?***"));
}

/** Whether a value may hold a key: something follows the `?` of a URL that is no place to be filled in. */
export function mayHoldKey(value: string): boolean {
  if (shownSetting(value) === value) return false;
  const query = value.replaceAll(/\{\{.*?\}\}/g, "").replace(/^[^?]*\??/s, "");
  return query.includes("=") ? /=[^&]/.test(query) : query !== "";
}

function urlsOf(settings: Settings, kind: Destination): readonly URL[] {
  const values = kind.settings.map(({ name, fallback }) => (Object.hasOwn(settings, name) ? settings[name] : fallback));
  return values.flatMap((value) => (value !== undefined && isHttpUrl(value) ? [new URL(value)] : []));
}

function unknownSetting(kind: Destination, given: string): Note {
  const names = kind.settings.map(({ name }) => name);
  const known = names.join(", ");
  const suggestion = closest(given, names);
  return suggestion === null
    ? note("destination.unknown-setting", { kind: kind.id, known })
    : note("destination.unknown-setting-near", { kind: kind.id, known, suggestion });
}
