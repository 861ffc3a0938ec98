/** The languages that every text is there in; English is the model of the others. */
export const LANGUAGES = ["en", "pt-BR"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language that a word or a locale names, however it is written: `pt-BR`, `pt`, `PT-br`, `pt_BR.UTF-8`, `pt_PT@euro`. Every
 * Portuguese is the one we have. `C` and `POSIX` are English, being what programs say when no language is asked for.
 */
export function languageNamed(name: string): Language | undefined {
  const [word = ""] = name.toLowerCase().split(/[-_.@]/);
  if (word === "c" || word === "posix") return "en";
  return LANGUAGES.find((language) => language.toLowerCase().split("-")[0] === word);
}

/**
 * What the environment asks for: ours first, then the locale's variables as POSIX ranks them. An empty one counts as not set.
 * Of a language that we do not have no more is made than English: texts are no reason to fail.
 */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): Language {
  const wanted = [env.INTG_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== "");
  return languageNamed(wanted ?? "C") ?? "en";
}
