/** What is said when a request could not be sent, or was not answered. */
export const outbound = {
  "note.send.bad-url": "the address to send to is no URL",
  "note.send.bad-scheme": "only http and https addresses are sent to",
  "note.send.url-credentials": "the address at {host} holds a user or password; they belong in a secret",
  "note.send.forbidden-address": "{host} leads to {address}, which this destination may not reach",
  "note.send.bad-request": "the request to {host} holds a header that cannot be sent",
  "note.send.dns": "no address found for {host}",
  "note.send.refused": "{host} refused the connection",
  "note.send.unreachable": "{host} cannot be reached",
  "note.send.connect-timeout": "no connection to {host} within {seconds} s",
  "note.send.tls": "no safe connection to {host} ({code})",
  "note.send.timeout": "no answer from {host} within {seconds} s",
  "note.send.reset": "{host} closed the connection without an answer",
  "note.send.not-http": "{host} answered something that is not HTTP",
  "note.send.closed": "stopped before there was an answer",
} as const;
