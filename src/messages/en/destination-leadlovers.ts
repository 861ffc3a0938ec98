/** What is said about leadlovers as a destination. */
export const destinationLeadlovers = {
  "note.leadlovers.not-mapped": "leadlovers takes numbers only, and {object} has none yet: map it to its code, such as {example}",
  "note.leadlovers.bad-tag": "`{given}` is no code of a tag: one number, such as 640001",
  "note.leadlovers.bad-funnel": "`{given}` is no code of a funnel: machine/funnel, such as 700001/1500002",
  "note.leadlovers.bad-sequence": "`{given}` is no code of a sequence: machine/funnel/level, such as 700001/1500002/1",
  "note.leadlovers.no-email": "no e-mail of the contact, by which leadlovers knows its leads",
  "note.leadlovers.long-email": "the contact's e-mail is longer than the {longest} characters that leadlovers keeps",
  "note.leadlovers.other-action": "{action} is nothing that leadlovers does",
  "note.leadlovers.bad-settle-delay": "`{given}` is no duration up to 10m, such as 15s",
  "note.leadlovers.later": "leadlovers cannot take it now (HTTP {status}, StatusCode {code})",
  "note.leadlovers.no-answer": "leadlovers gave its gateway no answer in time (HTTP {status}); the lead may be in the funnel",
  "note.leadlovers.not-found-yet":
    "leadlovers does not find the lead (HTTP {status}, StatusCode {code}); it may be on its way in, so the tag is tried again",
  "note.leadlovers.not-found": "leadlovers does not find lead, tag or funnel (HTTP {status}, StatusCode {code})",
  "note.leadlovers.unauthorized":
    "leadlovers does not accept the token (HTTP {status}, StatusCode {code}): see profile photo > Meu perfil > Perfil > Gerar Token",
  "note.leadlovers.refused": "leadlovers refused it (HTTP {status}, StatusCode {code})",
  "note.leadlovers.not-told": "leadlovers did not tell (HTTP {status}, StatusCode {code})",
  "note.leadlovers.unclear": "leadlovers answered HTTP {status} with nothing that is known",
} as const;
