import { durationMs } from "../../core/duration.ts";
import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import type { SettingField } from "../contract.ts";
import { readBaseUrl, readOneOf, readWholeNumber, type SettingReader } from "../setting-readers.ts";
import { readQuiet } from "./quiet.ts";

type Settings = ReadonlyMap<string, string>;

/** A longer pause between two messages is a mistake in the unit. */
const LONGEST_SPACING_MS = 3_600_000;
/** The server waits this long before it answers, and we wait for the answer: longer, and every message would end in doubt. */
const LONGEST_DELAY_MS = 5_000;

export const SETTINGS: readonly SettingField[] = [
  { name: "driver", fallback: "evolution", read: readOneOf(["evolution", "cloud"]) },
  { name: "url", read: readBaseUrl },
  { name: "instance", read: readLook(/^[^/?#\p{Cc}]{1,200}$/u, "loja") },
  { name: "phone-number-id", read: readLook(/^\d{5,30}$/, "106540352242922") },
  { name: "version", fallback: "v24.0", read: readLook(/^v\d{1,3}\.\d{1,2}$/, "v24.0") },
  { name: "language", fallback: "pt_BR", read: readLook(/^[a-z]{2,3}(_[A-Z]{2})?$/, "pt_BR") },
  { name: "spacing", read: readPause(0, LONGEST_SPACING_MS) },
  { name: "per-day", read: readWholeNumber(1, 100_000) },
  { name: "quiet", fallback: "22:00-08:00", read: readQuiet },
  { name: "link-preview", read: readOneOf(["yes", "no"]) },
  { name: "delay", read: readPause(1000, LONGEST_DELAY_MS) },
];

/** What the operator set, else the default; null when there is neither. */
export function settingOf(settings: Settings, name: string): string | null {
  return settings.get(name) ?? SETTINGS.find((field) => field.name === name)?.fallback ?? null;
}

/** A setting that the driver needs and `connect` found to be there. */
export function neededSetting(settings: Settings, name: string): string {
  return settingOf(settings, name) ?? "";
}

/** @returns ms; null when there is no such setting. */
export function pauseMs(settings: Settings, name: "spacing" | "delay"): number | null {
  const text = settingOf(settings, name);
  return text === null ? null : durationMs(text);
}

/** Whether links in the text are shown with a preview; null leaves it to the server. */
export function hasLinkPreview(settings: Settings): boolean | null {
  const text = settingOf(settings, "link-preview");
  return text === null ? null : text === "yes";
}

function readLook(look: RegExp, example: string): SettingReader {
  return (text) => {
    const value = text.trim();
    return look.test(value) ? ok(value) : err(note("whatsapp.bad-look", { given: text, example }));
  };
}

function readPause(leastMs: number, mostMs: number): SettingReader {
  return (text) => {
    const ms = durationMs(text);
    const isPause = ms !== null && ms >= leastMs && ms <= mostMs;
    return isPause ? ok(text.trim().toLowerCase()) : err(note("whatsapp.bad-pause", { given: text, most: mostMs / 1000 }));
  };
}
