/** What is said about destinations in general, webhooks and members' areas. */
export const destinationKinds = {
  "note.answer.later": "it cannot take it now (HTTP {status})",
  "note.answer.gone": "the address is gone for good (HTTP 410)",
  "note.answer.redirect": "it points to another address (HTTP {status}), and redirects are never followed: set the address it points to",
  "note.answer.no-entry": "it does not accept our secret (HTTP {status})",
  "note.answer.not-found": "there is nothing at that address (HTTP 404)",
  "note.answer.refused": "it refused the request (HTTP {status})",

  "note.members.no-request": "the setting {setting} says what to call, and is missing; for MemberKit: --set preset=memberkit",
  "note.setting.missing": "the setting {setting} is missing",
  "note.setting.empty": "it is empty",
  "note.setting.not-url": "that is no http or https address that can be used: no blanks, no user or password, no #",
  "note.setting.base-with-query": "paths are put behind this address, so it has no ?",
  "note.setting.open-host": "scheme and host stand at the beginning, without anything to be filled in, such as https://example.com/...",
  "note.setting.not-number": "that is no whole number from {least} to {most}",
  "note.setting.not-one-of": "that is none of {words}",
  "note.setting.not-content-type": "that is no content type, such as application/json",

  "note.secret.missing": "the secret {name} is missing",
  "note.secret.not-header": "the secret {name} holds characters that an HTTP header cannot carry",

  "note.template.unclosed": "what is opened at column {column} is never closed",
  "note.template.no-field": "`{found}` at column {column} names no field",
  "note.template.unknown-field": "`{found}` at column {column} is not a field",
  "note.template.unknown-field-near": "`{found}` at column {column} is not a field; did you mean `{suggestion}`?",
  "note.template.no-value": "no value, and nothing to stand in for it: {fields}",
  "note.template.not-json": "filled in, the body is no JSON: texts stand between quotes, numbers do not",

  "note.webhook.other-action": "{action} is nothing that a webhook is told",
  "note.webhook.no-text": "the message has no text",
  "note.webhook.plain-secret": "it is not written whsec_ and base64, as Standard Webhooks has it: the receiver must take it as plain text",
  "note.webhook.secret-length": "it has {bytes} bytes; {least} to {most} random ones are advised",

  "note.members.other-action": "{action} is nothing that a members' area does",
  "note.members.no-email": "no e-mail of the contact, by which the members' area knows its members",
  "note.members.no-code": "{product} has no code at the members' area yet: classroom:12,34 or level:5 or unlimited",
  "note.members.bad-code": "`{given}` is no code of MemberKit: classroom:12,34 or level:5 or unlimited",
  "note.members.bad-auth": "the token goes to one of bearer, basic, header:<Name> and query:<name>",
} as const;
