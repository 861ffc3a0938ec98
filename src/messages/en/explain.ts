/** `intg explain`. */
export const explain = {
  "explain.summary": "tell why each rule fired or not for an event",
  "explain.description":
    "Tells the story of one event: what came, what it was matched to, what every rule decided and why, and what of it holds today.",
  "explain.example": "intg explain latest\nintg explain evt_01k9d5w2rc --json",
  "explain.waiting": "Waiting for other triggers ({n})",
  "explain.more-waiting": "and {n} more: --verbose",
  "explain.question": "Question to the vendor",
  "explain.not-asked": "not asked yet: a running listener asks at once",
  "explain.asked": "asked {n} {n:time|times}; {reason}; asked again at {at}",
  "explain.effects": "What it did, and what holds now",
  "explain.no-effects": "nothing",
  "explain.not-decided": "none was asked: the event is {status}",
  "explain.removed": "removed since",
  "explain.added": "added since",
  "explain.added-acts": "added since: acts after a replay",
  "explain.stands": "holds: {now}",
  "explain.overruled": "now {now}, by {by}",
  "explain.nothing-now": "taken back since",
  "explain.dispatches": "What goes outside",
  "explain.unsent": "{action} {target}: never sent; a replay sends it (intg replay EVENT --apply)",
  "explain.dispatch-hint": "why: intg dispatch show",
} as const;
