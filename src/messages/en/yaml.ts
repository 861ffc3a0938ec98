/** What is wrong with a YAML file that people write. */
export const yaml = {
  "note.yaml.at": "{path}:{line}:{column}  {problem}",
  "note.yaml.syntax": "not YAML: {detail}",
  "note.yaml.unknown-key": "{where} has no `{key}`",
  "note.yaml.missing-key": "{where} needs `{key}`",
  "note.yaml.not-one-of": "{where} is none of: {known}",
  "note.yaml.wrong-type": "{where} has to be {type}",
  "note.yaml.wrong-look": "{where} has to look like {examples}",
  "note.yaml.wrong-value": "{where} {detail}",
} as const;
