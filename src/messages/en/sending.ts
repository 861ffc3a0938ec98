/** What is said about how fast and when a destination may be called. */
export const sending = {
  "note.quiet-hours.unreadable": "`{given}` is no quiet time; write from when until when, as in 21:00-08:00",
  "note.quiet-hours.empty": "`{given}` begins and ends at the same time: that could be a whole day or nothing",
} as const;
