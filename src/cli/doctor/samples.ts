import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventFacts } from "../../core/event.ts";
import { packageRoot } from "../../shared/package-root.ts";

const ENDING = ".expected.json";

/** What the sample calls of a provider say, as it ships beside them. None where they were left out of an installation. */
export function readSamples(provider: string): readonly EventFacts[] {
  const folder = join(packageRoot(), "fixtures", provider);
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(ENDING));
    return names.flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as readonly EventFacts[]);
  } catch {
    return [];
  }
}
