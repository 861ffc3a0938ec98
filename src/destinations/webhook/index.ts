import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { acceptedValues } from "../../core/secret.ts";
import type { Destination, DestinationAccount, OutboundRequest } from "../contract.ts";
import { headerSecret } from "../header-secret.ts";
import { concurrencyField, paceOf, perMinuteField } from "../pace.ts";
import { readContentType, readOneOf, readRequestTemplate, readUrl } from "../setting-readers.ts";
import { statusVerdict } from "../status-verdict.ts";
import { type Content, contentOf, contentProblem, jsonContent } from "./body.ts";
import { webhookSecrets } from "./secrets.ts";
import { signedHeaders } from "./sign.ts";

const CONCURRENCY = 16;

/** Any HTTP receiver, called as Standard Webhooks describes. */
export const webhook: Destination = {
  id: "webhook",
  title: "Webhook",
  actions: ["forward", "notify"],
  settings: [
    { name: "url", isRequired: true, read: readUrl },
    { name: "method", fallback: "POST", read: readOneOf(["POST", "PUT"]) },
    { name: "body", read: readRequestTemplate },
    { name: "content-type", fallback: "application/json", read: readContentType },
    concurrencyField(CONCURRENCY),
    perMinuteField,
  ],
  secrets: webhookSecrets,
  codes: [],
  queries: [],
  policy: (settings) => paceOf(settings, CONCURRENCY, null),
  problem: ({ settings }) => contentProblem(settings),
  // The receiver knows a repeat by its `webhook-id`.
  doubt: () => "repeat",
  buildRequest([intent], account) {
    if (!webhook.actions.includes(intent.action)) return err(note("webhook.other-action", { action: intent.action }));
    const content = contentOf(intent, account);
    return content.ok ? signedRequest(intent.id, content.value, account) : content;
  },
  readResponse: ({ status }) => statusVerdict(status),
  /**
   * A signed call of the type `intg.test` without data, which changes nothing at a receiver that looks at the type. None
   * where the operator wrote the body: nothing in there would tell a test from a sale.
   */
  probe(account) {
    if (account.settings.has("body")) return null;
    const content = jsonContent({ type: "intg.test", timestamp: account.now, data: {} });
    const request = signedRequest(`test_${Date.parse(account.now)}`, content, account);
    return request.ok ? request.value : null;
  },
};

function signedRequest(id: string, { type, body }: Content, account: DestinationAccount): Result<OutboundRequest, Note> {
  const url = account.settings.get("url");
  const secrets = acceptedValues(account.secrets, "secret");
  const authorization = headerSecret(account, "authorization");
  if (url === undefined) return err(note("setting.missing", { setting: "url" }));
  if (secrets.length === 0) return err(note("secret.missing", { name: "secret" }));
  if (!authorization.ok) return authorization;
  return ok({
    method: account.settings.get("method") === "PUT" ? "PUT" : "POST",
    url,
    headers: [
      ["content-type", type],
      ["user-agent", "intg"],
      ...signedHeaders(id, account.now, body, secrets),
      ...(authorization.value === null ? [] : [["authorization", authorization.value] as const]),
    ],
    body,
  });
}
