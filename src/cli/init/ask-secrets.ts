import type { Store } from "../../app/ports.ts";
import { type AccountKey, requireSecretField } from "../../app/set-credential.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { SecretField } from "../../providers/contract.ts";
import { printable } from "../printable.ts";
import { fetchSecrets, readWishes, type SecretOwner, warnOfLiterals } from "../secret-sources.ts";
import type { AccountAnswers } from "./ask-account.ts";
import { panelUrl } from "./ask-account.ts";
import type { Interview } from "./interview.ts";
import { secretLabel, stepLines, stepsFor } from "./steps.ts";

/** The new values, and the names of all secrets that the store has then. */
export interface SecretAnswers {
  readonly values: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  /** Names of those that were there before and stay as they are. */
  readonly kept: readonly string[];
  /** Whether the steps in the panel until here are done: a person was led through them, or the store could prove calls before. */
  readonly isConnected: boolean;
}

/**
 * The secrets: from their flags, else from the person who is led to them. A store that can prove calls already is asked for none.
 *
 * @throws INTG_MISSING_VALUE where none proves calls and nobody can be asked.
 */
export async function askSecrets(interview: Interview, account: AccountAnswers, seen: Pick<Store, "credentials">): Promise<SecretAnswers> {
  const { context, input } = interview;
  const { provider, store } = account;
  const kept = await seen.credentials.load(provider.id, store);
  const wishes = readWishes(input, context, (name) => requireSecretField(provider, name));
  interview.part("credential");
  const missing = await chooseMissing(interview, account, [...kept.keys(), ...wishes.map(({ field }) => field.name)], wishes.length > 0);
  const toAsk = [...wishes.filter(({ source }) => source === null).map(({ field }) => field), ...missing];
  const given = await fetchSecrets(
    wishes.filter(({ source }) => source !== null),
    ownerOf(account, interview),
    context,
    input,
  );
  warnOfLiterals(wishes, context);
  warnOfLooks(given, account, kept, interview);
  const names = [...new Set([...kept.keys(), ...given.keys(), ...toAsk.map(({ name }) => name)])];
  const wasLed = toAsk.length > 0 && interview.canAsk;
  if (wasLed) showSteps(interview, account, names);
  const values = new Map(given);
  for (const field of toAsk) values.set(field.name, await askOne(interview, field, account, mixed(kept, values, provider)));
  const couldProve = provider.secrets.some(({ name, verifies }) => verifies && acceptedValues(kept, name).length > 0);
  return { values, names, kept: [...kept.keys()].filter((name) => !values.has(name)), isConnected: wasLed || couldProve };
}

/** Which secrets are still to be brought: none where one proves calls already. */
async function chooseMissing(
  interview: Interview,
  { provider }: AccountAnswers,
  have: readonly string[],
  isSaid: boolean,
): Promise<readonly SecretField[]> {
  const { texts } = interview.context;
  const verifying = provider.secrets.filter(({ verifies }) => verifies).map(({ name }) => name);
  if (have.some((name) => verifying.includes(name))) return [];
  const offered = provider.setup.secrets.filter(({ name }) => !have.includes(name));
  const usual = offered.filter(({ isUsual, name }) => isUsual && (!isSaid || verifying.includes(name)));
  const fields = (names: readonly string[]) => provider.secrets.filter(({ name }) => names.includes(name));
  const isPlain = offered.length === usual.length || isSaid || !interview.asksAll;
  if (isPlain) return fields(usual.map(({ name }) => name).filter((name) => interview.canAsk || verifying.includes(name)));
  const labels = new Map(offered.map(({ name }) => [name, secretLabel(provider, name, texts)]));
  const width = Math.max(...[...labels.values()].map((label) => label.length));
  const picked = await interview.ticked({
    ...interview.words(texts("init.ask.secrets"), texts("init.why.secrets", { provider: provider.id })),
    flag: "--secret",
    choices: offered.map(({ name, isUsual }) => {
      const short = labels.get(name) ?? name;
      return {
        value: name,
        short,
        name: `${short.padEnd(width)}  ${texts.maybe(`setup.${provider.id}.about.${name}`) ?? ""}`,
        isTicked: isUsual,
      };
    }),
    problem: (ticked) =>
      ticked.some((name) => verifying.includes(name))
        ? null
        : texts("init.problem.no-verifying", { names: verifying.map((name) => labels.get(name) ?? name).join(", ") }),
  });
  return fields(picked);
}

function showSteps(interview: Interview, account: AccountAnswers, secrets: readonly string[]): void {
  const { texts, out } = interview.context;
  const { provider } = account;
  const steps = stepsFor(provider.setup.before, { provider, secrets, url: panelUrl(account, texts) }, texts);
  const lines = stepLines(steps, interview.width, out.styleErr);
  interview.say([texts("init.in-panel", { title: provider.title }), ...lines]);
}

/** Until it looks right, or is said to be so. */
async function askOne(interview: Interview, field: SecretField, { provider }: AccountKey, others: Credentials): Promise<string> {
  const { texts, out } = interview.context;
  const label = secretLabel(provider, field.name, texts);
  for (;;) {
    const value = await askValue(interview, field, label);
    const notes = field.check(value, others);
    if (notes.length === 0) return value;
    for (const note of notes) interview.remark(printable(texts.ofNote(note)), out.styleErr.yellow);
    const what = await interview.choice(
      {
        ...interview.words(texts("init.ask.odd-secret"), []),
        flag: "--secret",
        choices: [
          { value: "again", name: texts("init.odd.again") },
          { value: "keep", name: texts("init.odd.keep") },
        ],
      },
      undefined,
      undefined,
    );
    if (what === "keep") return value;
  }
}

/** An id that is no secret is shown as it is typed. */
async function askValue(interview: Interview, { name, isPublic }: SecretField, label: string): Promise<string> {
  const { texts } = interview.context;
  if (isPublic !== true) return interview.secret(label, `--secret ${name}=env:VARIABLE`);
  return interview.askText({
    ask: label,
    flag: "secret",
    sample: `${name}=VALUE`,
    read: (text) => {
      if (text.trim() !== "") return text;
      throw interview.input.badValue("secret", name, texts("init.problem.empty"));
    },
  });
}

function warnOfLooks(given: ReadonlyMap<string, string>, { provider }: AccountKey, kept: Credentials, interview: Interview): void {
  const { texts, out } = interview.context;
  for (const [name, value] of given) {
    const notes = requireSecretField(provider, name).check(value, mixed(kept, given, provider));
    for (const note of notes) out.warn(texts("credential.advice", { name, note: printable(texts.ofNote(note)) }));
  }
}

/** The store's secrets as they will be, for values that belong together. */
function mixed(kept: Credentials, values: ReadonlyMap<string, string>, provider: AccountKey["provider"]): Credentials {
  const all = new Map(kept);
  for (const [name, value] of values)
    all.set(name, [new Secret(requireSecretField(provider, name).clean(value)), ...acceptedValues(kept, name)]);
  return all;
}

function ownerOf({ provider, store }: AccountKey, { context: { texts } }: Interview): SecretOwner {
  const { title } = provider;
  return { title, question: (name) => texts("credential.question", { title, store, name }) };
}
