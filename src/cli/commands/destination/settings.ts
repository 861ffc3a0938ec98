import type { Command } from "commander";
import { readSetting, refusedHost } from "../../../app/destinations/settings.ts";
import type { RegisteredDestination } from "../../../app/ports.ts";
import type { Destination } from "../../../destinations/contract.ts";
import type { Texts } from "../../../messages/text.ts";
import { repeatable } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";

/** Flags that `destination add` and `destination edit` share. */
export function defineSettings(command: Command, texts: Texts): void {
  command
    .option("--url <url>", texts("destination.option.url"))
    .option("--set <name=value>", texts("destination.option.set"), repeatable)
    .option("--secret <name=source>", texts("destination.option.secret"), repeatable)
    .option("--allow-private", texts("destination.option.allow-private"));
}

/** The settings that were given, as their kind reads them; null for one that is to be taken away. */
export function readSettings(input: Input, kind: Destination, texts: Texts): ReadonlyMap<string, string | null> {
  const url = input.text("url");
  const given = [...(url === undefined ? [] : [{ flag: "url", name: "url", text: url }]), ...input.list("set").map((text) => split(text))];
  const settings = new Map<string, string | null>();
  for (const { flag, name, text } of given) {
    // A value may hold a key, so it is not said again.
    const shown = flag === "url" ? "..." : `${printable(name)}=...`;
    if (text === undefined) throw input.badValue(flag, printable(name), texts("destination.no-value"));
    if (settings.has(name)) throw input.badValue(flag, shown, texts("destination.set-twice"));
    const value = readSetting(kind, name, text);
    if (!value.ok) throw input.badValue(flag, shown, printable(texts.ofNote(value.error)));
    settings.set(name, value.value);
  }
  return settings;
}

/** The flag that gives a setting. */
export function settingFlag(name: string): string {
  return name === "url" ? "--url https://..." : `--set ${name}=VALUE`;
}

/** Calls to an address of one's own network are refused until the operator says that they are meant. */
export function warnOfPrivateHost({ out, texts }: Context, destination: RegisteredDestination, kind: Destination): void {
  const host = refusedHost(destination, kind);
  if (host !== null) out.warn(texts("destination.private-host", { name: destination.name, host }));
}

function split(text: string): { readonly flag: string; readonly name: string; readonly text: string | undefined } {
  const at = text.indexOf("=");
  return at === -1
    ? { flag: "set", name: text, text: undefined }
    : { flag: "set", name: text.slice(0, at).trim(), text: text.slice(at + 1) };
}
