import type { RecordedCall } from "../../app/replay-calls.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { IntgError } from "../../core/errors.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { routeOf } from "../../listener/routes.ts";
import type { Texts } from "../../messages/text.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { type Place, type PlaceUnit, type Recording, type RecordingProblem, readRecordings } from "../../recordings/read.ts";
import { readBounded } from "../../shared/bounded-file.ts";
import type { Context } from "../context.ts";
import type { Choice } from "./choice.ts";

/** A day of a busy shop; a longer one was the wrong file. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * The calls of a file, at least one, each with whose it is: what the flags say, else what its path says.
 *
 * @throws INTG_RECORDING_BAD, INTG_FILE_UNREADABLE, INTG_FILE_TOO_LARGE
 */
export async function readRecorded(choice: Choice & { by: "file" }, { texts }: Context): Promise<readonly RecordedCall[]> {
  const { path } = choice;
  const provider = choice.provider === undefined ? undefined : requireProvider(choice.provider);
  const read = readRecordings(await readBounded(path, MAX_FILE_BYTES));
  if (!read.ok) throw new IntgError("INTG_RECORDING_BAD", { path, reason: reasonOf(read.error, texts) });
  if (read.value.length === 0) throw new IntgError("INTG_RECORDING_BAD", { path, reason: texts("replay.file-empty") });
  const several = read.value.length > 1;
  return read.value.map((recording): RecordedCall => {
    const addressed = addresseeOf(recording);
    const called = provider ?? addressed?.provider;
    if (called === undefined) {
      const what = texts("replay.file-whose", { place: placeWords(recording.place, texts), path });
      throw new IntgError("INTG_MISSING_VALUE", { what, flag: "--provider" });
    }
    const own = addressed?.provider === called ? addressed.store : undefined;
    return {
      provider: called,
      store: choice.store ?? own ?? DEFAULT_STORE,
      request: recording.request,
      place: several ? placeWords(recording.place, texts) : null,
    };
  });
}

/** The listener would know by the path. */
function addresseeOf({ request }: Recording) {
  const route = routeOf("POST", request.target, PROVIDERS);
  return route.kind === "hook" ? { provider: requireProvider(route.provider), store: route.store } : null;
}

function reasonOf(problem: RecordingProblem, texts: Texts): string {
  const { place } = problem.params;
  return texts.ofNote(
    place === undefined ? problem : { ...problem, params: { ...problem.params, place: placeWords(place as Place, texts) } },
  );
}

function placeWords(place: Place, texts: Texts): string {
  const [unit, number] = place.split(" ") as [PlaceUnit, string];
  return texts(`recording.place.${unit}`, { number });
}
