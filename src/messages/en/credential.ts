/** `intg credential ...` */
export const credential = {
  "column.secret": "SECRET",
  "column.fingerprint": "FINGERPRINT",
  "column.set-at": "SET AT",
  "column.verifies": "VERIFIES CALLS",
  "column.looks": "LOOKS",

  "credential.summary": "secrets that prove a call is the vendor's",
  "credential.given-twice": "each secret is named once; keep two values with --add",
  "credential.stdin-twice": "only one secret can come from standard input",
  "credential.variable-not-set": "the variable is not set",
  "credential.empty": "it is empty",
  "credential.literal": "{name} was written on the command line: your shell's history may keep it. Better: --secret {name}=env:VARIABLE",
  "credential.where": "{title} shows its {name} at: {where}",
  "credential.question": "{title} {name} of store {store}",
  "credential.advice": "{name}: {note}",
  "credential.retired": "Retired the oldest value of {names} at store {store} of {title}.",
  "credential.nothing-to-retire": "Nothing to retire: every secret has one value.",

  "credential.set.summary": "keep the secrets of a store",
  "credential.set.description":
    "Keeps the secrets of one store, encrypted; they are never printed. SOURCE is env:VARIABLE, file:PATH or stdin. A name alone is asked for, without echo; with no name at all, the secrets that calls are verified with are. To rotate one: --add the new value, change it at the vendor, then --retire the old one.",
  "credential.set.example":
    'printf %s "my-hottok" | intg credential set hotmart --secret hottok=stdin\nHOTTOK=my-hottok intg credential set hotmart --secret hottok=env:HOTTOK --add\nintg credential set hotmart --retire',
  "credential.set.option.secret": "NAME=SOURCE, or NAME to be asked (may be repeated)",
  "credential.set.option.description": "a short text for yourself",
  "credential.set.option.add": "accept the values before as well, while a secret is being changed",
  "credential.set.option.retire": "drop the oldest of several accepted values",
  "credential.set.option.api":
    "for providers whose API is asked (Hotmart, PagSeguro, Eduzz): production, sandbox, or the address of a server of your own",
  "credential.set.option.act-on-tests": "treat the panel's test calls like real ones",
  "credential.set.option.no-act-on-tests": "only record the panel's test calls (default)",
  "credential.set.done": "Kept {names} of {title}, store {store}.",
  "credential.woken": "{n} {n:call|calls} that {title} could not be asked about will be asked about again.",
  "credential.set.account-done": "Changed store {store} of {title}.",
  "credential.set.url": "URL for {title}'s panel: https://<your address>{path}",

  "credential.list.summary": "list which secrets are kept",
  "credential.list.description": "Lists which secrets are kept, by fingerprint (start of the SHA-256); never their values.",
  "credential.list.example": "intg credential list --json",
  "credential.list.option.provider": "only of this provider",
  "credential.list.empty": "No secrets yet. Set one: intg credential set hotmart --secret hottok=env:VARIABLE",

  "credential.show.summary": "show a store and which of its secrets are kept",
  "credential.show.example": "intg credential show hotmart",
  "credential.show.url": "URL PATH",
  "credential.show.act-on-tests": "ACTS ON TESTS",
  "credential.show.api": "API",
  "credential.show.where": "{name} is not set. Find it at: {where}",

  "credential.check.summary": "look whether the kept secrets are right, and try them",
  "credential.check.description":
    "Compares every kept value with what is known about its form, and uses those of the vendor's API once: Hotmart gives a token for them, which is dropped; PagSeguro and Eduzz answer a question. Ends with 8 when one looks wrong or is refused, with 6 when the vendor does not answer, with 3 when none is set. --offline looks at the form only.",
  "credential.check.example": "intg credential check hotmart\nintg credential check hotmart --offline",
  "credential.check.right": "right",
  "credential.check.only-form": "Only the form was looked at; whether {title} accepts them, its first call shows.",

  "credential.remove.summary": "forget the secrets of a store",
  "credential.remove.description": "Forgets the secrets of one store; its calls are refused from then on. Asks first.",
  "credential.remove.example": "intg credential remove hotmart --secret hottok --yes",
  "credential.remove.option.secret": "only this one",
  "credential.remove.confirm": "Forget {names} of store {store} of {title}",
  "credential.remove.done": "Forgot {names} of {title}, store {store}.",
} as const;
