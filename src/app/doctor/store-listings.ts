import { groupBy } from "../../core/group.ts";
import { note } from "../../core/note.ts";
import type { DoctorCheck } from "./check.ts";
import { listEvents, moreThan, replayUnmatched } from "./commands.ts";
import { type StoreFacts, WAITING_DAYS } from "./facts.ts";
import { ok, type Verdict, warn } from "./finding.ts";

/** So many codes are named; the list of events has them all. */
const SHOWN = 5;

/** Every lead found its advertiser. A line for each listing and advertiser that is not registered, or only was since. */
export const storeListings: DoctorCheck = {
  id: "store.listings",
  needs: "database",
  judge: ({ stores }) => stores.filter(({ adapter }) => adapter?.family === "leads").flatMap(judgeStore),
};

function judgeStore(store: StoreFacts): readonly Verdict[] {
  const unmatched = store.waiting.filter(({ status }) => status === "unmatched");
  if (unmatched.length === 0) return [ok(store.subject, note("doctor.store.listings-ok", { days: WAITING_DAYS }))];
  const more = moreThan(store, "unmatched");
  const listings = often(unmatched.map(({ reason }) => (reason?.code === "match.unknown-listing" ? reason.params.listing : null)));
  const advertisers = often(unmatched.map(({ reason }) => (reason?.code === "match.unknown-advertiser" ? reason.params.advertiser : null)));
  const found = [
    ...listings
      .slice(0, SHOWN)
      .map(([listing, n]) =>
        store.foundSince.listings.has(listing)
          ? warn(store.subject, note("doctor.store.listing-found", { listing, n, more }), replayUnmatched(store))
          : warn(store.subject, note("doctor.store.listing-unknown", { listing, n, more }), [
              ...["intg", "listing", "add", listing, "--advertiser", "SLUG"],
            ]),
      ),
    ...advertisers
      .slice(0, SHOWN)
      .map(([advertiser, n]) =>
        store.foundSince.advertisers.has(advertiser)
          ? warn(store.subject, note("doctor.store.advertiser-found", { advertiser, n, more }), replayUnmatched(store))
          : warn(store.subject, note("doctor.store.advertiser-unknown", { advertiser, n, more }), [
              ...["intg", "advertiser", "add", advertiser, "--document", "CPF-OR-CNPJ"],
            ]),
      ),
  ];
  const told = [...listings.slice(0, SHOWN), ...advertisers.slice(0, SHOWN)].reduce((sum, [, n]) => sum + n, 0);
  if (told === unmatched.length) return found;
  const others = note("doctor.store.listings-others", { n: unmatched.length - told, more });
  return [...found, warn(store.subject, others, listEvents(store, "unmatched"))];
}

/** Names with how often each comes, most often first. */
function often(names: readonly (string | number | null | undefined)[]): readonly (readonly [string, number])[] {
  const groups = groupBy(names.filter((name) => name !== null && name !== undefined).map(String), (name) => name);
  return [...groups].map(([name, all]) => [name, all.length] as const).sort(([, one], [, other]) => other - one);
}
