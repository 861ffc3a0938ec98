import type { Store } from "../../app/ports.ts";
import { findPerson, type Person } from "../../app/privacy/person.ts";
import { NOTHING_READ, type Survey, surveyCalls } from "../../app/privacy/survey.ts";
import { IntgError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { startProgress } from "../progress.ts";
import { hearSignals } from "../stop-signal.ts";

export interface Found {
  readonly person: Person;
  readonly survey: Survey;
  /** Finds the person anew, in a transaction that has learnt more. */
  readonly again: () => Promise<Person>;
}

/**
 * Who is meant, and every call that names the person. With a bar, since all calls are read.
 *
 * @throws INTG_CANCELLED
 */
export async function findEverything(store: Store, who: string, context: Context): Promise<Found> {
  const again = () => findPerson(store, who);
  const person = await again();
  const progress = await startProgress(context, await store.privacy.callCount());
  const signals = hearSignals();
  let isStopped = false;
  void signals.first.then(() => {
    isStopped = true;
  });
  try {
    const survey = await surveyCalls(store, person.identifiers, NOTHING_READ, async (calls) => {
      progress.advance(calls);
      // A signal is heard between turns of the event loop only.
      await new Promise(setImmediate);
      if (isStopped) throw new IntgError("INTG_CANCELLED");
    });
    return { person, survey, again };
  } finally {
    signals.release();
    progress.stop();
  }
}
