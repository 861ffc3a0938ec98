import type { yaml as english } from "../en/yaml.ts";
import type { Translation } from "../text.ts";

/** What is wrong with a YAML file that people write. */
export const yaml: Translation<typeof english> = {
  "note.yaml.at": "{path}:{line}:{column}  {problem}",
  "note.yaml.syntax": "não é YAML: {detail}",
  "note.yaml.unknown-key": "{where} não tem `{key}`",
  "note.yaml.missing-key": "{where} precisa de `{key}`",
  "note.yaml.not-one-of": "{where} não é nenhum destes: {known}",
  "note.yaml.wrong-type": "{where} deve ser {type}",
  "note.yaml.wrong-look": "{where} deve ter a forma de {examples}",
  "note.yaml.wrong-value": "{where} {detail}",
};
