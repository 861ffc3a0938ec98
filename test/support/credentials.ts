import { type Credentials, Secret } from "../../src/core/secret.ts";

/** Credentials with these values of each name, the newest first. */
export function accepting(values: Readonly<Record<string, readonly string[]>>): Credentials {
  return new Map(Object.entries(values).map(([name, list]) => [name, list.map((value) => new Secret(value))]));
}
