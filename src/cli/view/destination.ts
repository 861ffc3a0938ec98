import { objectKey, sendOptionsOf } from "../../app/destinations/account.ts";
import type { DestinationDescription } from "../../app/destinations/describe.ts";
import { shownSetting } from "../../app/destinations/settings.ts";
import type { UsedObject } from "../../app/destinations/unmapped.ts";
import type { RegisteredDestination } from "../../app/ports.ts";
import type { Destination } from "../../destinations/contract.ts";
import type { Texts } from "../../messages/text.ts";
import type { Context } from "../context.ts";
import { showFields } from "../fields.ts";
import { cell, printable } from "../printable.ts";
import { quoted } from "../simulate/shell-quote.ts";
import { yesOrNo } from "./state-words.ts";

/** A destination as JSON, right after it was added or changed. */
export function shortDestination(destination: RegisteredDestination, kind: Destination) {
  const own = kind.settings.filter(({ name }) => Object.hasOwn(destination.settings, name));
  return {
    name: destination.name,
    kind: destination.kind,
    enabled: destination.isEnabled,
    allowPrivate: sendOptionsOf(destination).allowsPrivate,
    settings: Object.fromEntries(own.map(({ name }) => [name, shownSetting(destination.settings[name] ?? "")])),
  };
}

/** Everything about a destination as JSON; secrets by fingerprint. */
export function destinationJson({ disabledBecause, ...description }: DestinationDescription, texts: Texts) {
  const { settings, secrets, unmapped, isEnabled, allowsPrivate, name, kind, codes, waiting, health } = description;
  return {
    name,
    kind,
    enabled: isEnabled,
    disabledBecause: disabledBecause === null ? null : texts.ofNote(disabledBecause),
    allowPrivate: allowsPrivate,
    settings: Object.fromEntries(settings.map((setting) => [setting.name, setting.value])),
    defaults: settings.filter(({ isDefault }) => isDefault).map((setting) => setting.name),
    secrets: secrets.map((secret) => ({ name: secret.name, required: secret.isRequired, values: secret.values })),
    codes,
    waiting,
    health,
    unmapped: unmapped.map((object) => ({ object: objectKey(object), rules: object.rules, run: mapCommand(name, object) })),
  };
}

export async function showDestination({ out, texts }: Pick<Context, "out" | "texts">, description: DestinationDescription): Promise<void> {
  const { name, settings, secrets, codes, unmapped } = description;
  const title = (text: string) => out.line(`\n${out.style.bold(text)}`);
  showFields(out, [
    [texts("column.name"), name],
    [texts("column.kind"), description.kind],
    [texts("column.state"), stateText(description, texts)],
    [texts("destination.show.circuit"), circuitText(description, texts)],
    [texts("destination.show.waiting"), texts("destination.show.counts", description.waiting)],
    [texts("destination.show.sent-today"), texts.formats.number(description.health.sentToday)],
    [texts("destination.show.allow-private"), yesOrNo(description.allowsPrivate, texts)],
  ]);
  if (settings.length > 0) {
    title(texts("destination.show.settings"));
    showFields(
      out,
      settings.map(({ name: setting, value, isDefault }) => [
        setting,
        isDefault ? `${cell(value)} ${out.style.dim(texts("destination.show.default"))}` : cell(value),
      ]),
    );
  }
  out.line("");
  const secretRows = secrets.flatMap(({ name: secret, values }) => {
    const [newest = null, ...older] = values;
    return [newest, ...older].map((value) => [
      secret,
      value?.fingerprint ?? "-",
      value === null ? "-" : texts.formats.dateTime(value.createdAt),
    ]);
  });
  await out.table(
    [texts("column.secret"), texts("column.fingerprint"), texts("column.set-at")],
    secretRows,
    texts("destination.show.no-secrets"),
  );
  const codeRows = Object.entries(codes).map(([object, code]) => [printable(object), printable(code)]);
  if (codeRows.length > 0) {
    out.line("");
    await out.table([texts("column.object"), texts("column.code")], codeRows, "");
  }
  if (unmapped.length === 0) return;
  title(texts("destination.show.unmapped"));
  const commands = unmapped.map((object) => [printable(objectKey(object)), object.rules.join(", "), mapCommand(name, object)]);
  await out.table([texts("column.object"), texts("column.rules"), texts("column.run")], commands, "");
}

function stateText({ isEnabled, disabledBecause }: DestinationDescription, texts: Texts): string {
  if (isEnabled) return texts("destination.state.enabled");
  if (disabledBecause === null) return texts("destination.state.disabled");
  return texts("destination.state.disabled-because", { reason: printable(texts.ofNote(disabledBecause)) });
}

function circuitText({ health: { circuit, opensAgainAt } }: DestinationDescription, texts: Texts): string {
  if (circuit === "closed") return texts("destination.circuit.closed");
  return circuit === "open"
    ? texts("destination.circuit.open", { until: opensAgainAt === null ? null : texts.formats.dateTime(opensAgainAt) })
    : texts("destination.circuit.half-open");
}

/** The line that gives an object its code. */
function mapCommand(name: string, object: UsedObject): string {
  const key = objectKey(object);
  return `intg destination map ${name} ${/^[\p{L}\p{N}@/._:-]+$/u.test(key) ? key : quoted(key)} CODE`;
}
