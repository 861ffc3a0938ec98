import type { Note } from "./note.ts";

/** Classes of failure; each has one exit code and, where a caller waits, one HTTP status. */
export const EXIT_CODES = {
  bug: 1,
  usage: 2,
  state: 3,
  input: 4,
  verification: 5,
  dispatch: 6,
  storage: 7,
  check: 8,
  cancelled: 130,
} as const;
export type ErrorClass = keyof typeof EXIT_CODES;

/**
 * Every error a user can meet. The text and the remedy of each stand in the message catalogue under the same code;
 * a test compares this table, the catalogue and the README.
 */
export const ERROR_CODES = {
  INTG_BUG: "bug",

  INTG_UNKNOWN_COMMAND: "usage",
  INTG_USAGE: "usage",
  INTG_MISSING_VALUE: "usage",
  INTG_CONFIRMATION_NEEDED: "usage",
  INTG_UNKNOWN_PROVIDER: "usage",
  INTG_PROVIDER_HAS_NO_PRODUCTS: "usage",
  INTG_UNKNOWN_TRIGGER: "usage",
  INTG_UNKNOWN_SIMULATION: "usage",
  INTG_UNKNOWN_SCENARIO: "usage",
  INTG_STORY_NOT_TOLD: "usage",
  INTG_UNKNOWN_TOPIC: "usage",
  INTG_UNKNOWN_SECRET: "usage",
  INTG_UNKNOWN_KIND: "usage",
  INTG_UNKNOWN_SHELL: "usage",
  INTG_BAD_VALUE: "usage",
  INTG_BAD_CONDITION: "usage",
  INTG_BAD_ACTION: "usage",
  INTG_BAD_TEMPLATE: "usage",
  INTG_UNKNOWN_PRESET: "usage",
  INTG_NO_ACTION: "usage",
  INTG_NOBODY_ANSWERS: "usage",
  INTG_NEVER_ASKED: "usage",
  INTG_NO_HISTORY: "usage",

  INTG_PRODUCT_NOT_FOUND: "state",
  INTG_PRODUCT_EXISTS: "state",
  INTG_PRODUCT_IN_USE: "state",
  INTG_PRODUCT_NOT_LINKED: "state",
  INTG_LINK_NOT_FOUND: "state",
  INTG_LINK_TAKEN: "state",
  INTG_STORE_NOT_FOUND: "state",
  INTG_CREDENTIAL_MISSING: "state",
  INTG_CREDENTIAL_NOT_FOUND: "state",
  INTG_RULE_NOT_FOUND: "state",
  INTG_RULE_NEVER_FIRES: "state",
  INTG_CAPTURE_UNSAFE: "state",
  INTG_TEMPLATE_NOT_FOUND: "state",
  INTG_TEMPLATE_IN_USE: "state",
  INTG_NO_MESSENGER: "state",
  INTG_DESTINATION_NOT_FOUND: "state",
  INTG_DESTINATION_EXISTS: "state",
  INTG_CODE_NOT_FOUND: "state",
  INTG_EVENT_NOT_FOUND: "state",
  INTG_REFUSAL_NOT_FOUND: "state",
  INTG_CONTACT_NOT_FOUND: "state",
  INTG_CONTACT_AMBIGUOUS: "state",
  INTG_CALL_PURGED: "state",
  INTG_NO_POLICY: "state",
  INTG_DISPATCH_NOT_FOUND: "state",
  INTG_ADVERTISER_NOT_FOUND: "state",
  INTG_ADVERTISER_EXISTS: "state",
  INTG_LISTING_TAKEN: "state",
  INTG_CONFIGURATION_CHANGED: "state",
  INTG_LISTENER_RUNNING: "state",
  INTG_PORT_IN_USE: "state",
  INTG_HOST_UNUSABLE: "state",

  INTG_BODY_UNREADABLE: "input",
  INTG_FILE_UNREADABLE: "input",
  INTG_FILE_TOO_LARGE: "input",
  INTG_HTTP_FILE_BAD: "input",
  INTG_RECORDING_BAD: "input",
  INTG_DOCUMENT_INVALID: "input",
  INTG_URL_INVALID: "input",
  INTG_MONEY_INVALID: "input",
  INTG_CSV_INVALID: "input",
  INTG_EXPORT_INVALID: "input",
  INTG_YAML_INVALID: "input",

  INTG_VERIFICATION_FAILED: "verification",

  INTG_CALL_FAILED: "dispatch",
  INTG_CALL_REFUSED: "dispatch",
  INTG_DESTINATION_FAILED: "dispatch",
  INTG_VENDOR_KEY_UNAVAILABLE: "dispatch",
  INTG_VENDOR_FAILED: "dispatch",
  INTG_VENDOR_REFUSED: "dispatch",
  INTG_NOT_ASKED: "dispatch",
  INTG_TOO_MANY_HINTS: "dispatch",

  INTG_STORE_BUSY: "storage",
  INTG_STORE_CORRUPT: "storage",
  INTG_STORE_NEWER: "storage",
  INTG_STORE_UNWRITABLE: "storage",
  INTG_STORE_FULL: "storage",
  INTG_OUTPUT_UNWRITABLE: "storage",
  INTG_KEY_UNUSABLE: "storage",

  INTG_CANCELLED: "cancelled",
} as const satisfies Record<string, ErrorClass>;
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Thrown when the caller cannot go on. Carries what happened as a code with parameters; the words come from the
 * catalogue when it is shown. No secret and no buyer data ever go into `params`.
 */
export class IntgError extends Error {
  override readonly name = "IntgError";
  readonly code: ErrorCode;
  readonly params: Note["params"];
  /** Further lines to show under the message, each a thing that is wrong. */
  readonly problems: readonly Note[];

  constructor(code: ErrorCode, params: Note["params"] = {}, options: { cause?: unknown; problems?: readonly Note[] } = {}) {
    super(`${code} ${JSON.stringify(params)}`, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.params = params;
    this.problems = options.problems ?? [];
  }

  get exitCode(): number {
    return EXIT_CODES[ERROR_CODES[this.code]];
  }
}
