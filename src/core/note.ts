/**
 * Something to tell a person, as a code and its parameters. The words are in the message catalogue, so that the
 * core decides what is said and the command line decides in which language.
 */
export interface Note {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | null>>;
}

export function note(code: string, params: Note["params"] = {}): Note {
  return { code, params };
}
