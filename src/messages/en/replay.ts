export const replay = {
  "replay.summary": "process stored calls again with today's products and rules",
  "replay.description":
    "Takes stored calls (by event or delivery id), or the call in a .http file, the whole way again.\nShows what would change; --apply does it. What each event did before is taken back and decided anew; nothing is done twice.",
  "replay.example": "intg replay latest\nintg replay evt_01kaf3 --apply\nintg replay --file call.http --provider hotmart",
  "replay.argument.ids": "event or delivery ids, or latest",
  "replay.option.file": ".http file with one call",
  "replay.option.provider": "whose call the file holds",
  "replay.option.store": "store (account) of the provider",
  "replay.option.apply": "do it, instead of showing what would change",
  "replay.nothing": "what to replay",
  "replay.file-unsigned": "The file carries no credential: signed as {provider} would.",
  "replay.dry": "A dry run: nothing was changed. Add --apply to do it.",
  "replay.applied": "Done.",
} as const;
