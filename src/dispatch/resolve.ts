import { lookup } from "node:dns/promises";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Asks for every address of a host name, best first; rejects when there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** As the machine itself resolves names, `/etc/hosts` included. */
export const resolveName: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, order: "verbatim" })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));

/**
 * The same, with one question under way for each name: a name server that does not answer holds one of the few threads that
 * resolve names, not all of them, when many connections to one host are opened at once. Answers are not kept.
 */
export function sharingResolve(resolve: Resolve): Resolve {
  const asked = new Map<string, ReturnType<Resolve>>();
  return (hostname) => {
    const before = asked.get(hostname);
    if (before !== undefined) return before;
    const answer = resolve(hostname).finally(() => asked.delete(hostname));
    asked.set(hostname, answer);
    return answer;
  };
}
