import type { DispatchDraft } from "../core/dispatch.ts";
import type { CanonicalEvent } from "../core/event.ts";
import type { KeptEvent, ProcessingTx } from "./ports.ts";

/** What the processing of one delivery wrote, beside what it tells itself. */
export interface Watched {
  /** Events as they were kept, the delivery's own and others that mean more now, each with how it stood before. */
  readonly saved: readonly { readonly event: CanonicalEvent; readonly before: KeptEvent | undefined }[];
  /** Actions for the outbox; those that are not new are there already. */
  readonly drafts: readonly { readonly draft: DispatchDraft; readonly isNew: boolean }[];
  /** Destinations that were told before what holds now, once for each thing that it is. */
  readonly told: readonly string[];
  /** Questions to the vendor that were put, or stand. */
  readonly questions: number;
}

export interface Watch {
  /** The transaction, watched. */
  readonly tx: ProcessingTx;
  /** What happened since it was last asked. */
  take(): Watched;
}

/** Watches what is written through a transaction. What an attempt that broke off had written is forgotten, as the store forgets it. */
export function watchTx(tx: ProcessingTx): Watch {
  let seen = nothing();
  return {
    tx: {
      ...tx,
      attempt: async (work) => {
        try {
          return await tx.attempt(work);
        } catch (error) {
          seen = nothing();
          throw error;
        }
      },
      saveEvent: async (event, decisions) => {
        seen.saved.push({ event, before: await tx.keptWith(event.id) });
        await tx.saveEvent(event, decisions);
      },
      addDispatch: async (draft) => {
        const isNew = await tx.addDispatch(draft);
        seen.drafts.push({ draft, isNew });
        if (draft.object !== null) seen.told.delete(toldKey(draft.destination ?? "", draft.lane, draft.object));
        return isNew;
      },
      toldLast: async (destination, lane, object) => {
        const told = await tx.toldLast(destination, lane, object);
        if (told !== undefined) seen.told.set(toldKey(destination, lane, object), destination);
        return told;
      },
      wantAnswer: async (delivery, subject) => {
        const other = await tx.wantAnswer(delivery, subject);
        if (other === null) seen.questions += 1;
        return other;
      },
    },
    take: () => {
      const { saved, drafts, told, questions } = seen;
      seen = nothing();
      return { saved, drafts, told: [...told.values()], questions };
    },
  };
}

/** A destination that is asked for and gets a draft after it was not told the same; one that gets none was. */
function toldKey(destination: string, lane: string, object: string): string {
  return [destination, lane, object].join("\n");
}

function nothing() {
  return {
    saved: [] as Watched["saved"][number][],
    drafts: [] as Watched["drafts"][number][],
    told: new Map<string, string>(),
    questions: 0,
  };
}
