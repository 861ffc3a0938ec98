/**
 * A credential value that cannot be printed by accident.
 *
 * Templates, JSON, `console.log` and error causes all show `[secret]`; only `reveal()` gives the text,
 * and it is called where the value is compared or sent, nowhere else.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}

/**
 * The credentials of one store: each name with every value accepted now, newest first.
 * Several values of one name exist only while a secret is being rotated.
 */
export type Credentials = ReadonlyMap<string, readonly Secret[]>;

/** The values of one name that count. A blank one does not: it would accept whoever sends nothing. */
export function acceptedValues(credentials: Credentials, name: string): readonly Secret[] {
  return (credentials.get(name) ?? []).filter((secret) => secret.reveal().trim() !== "");
}
