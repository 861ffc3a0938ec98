export const listen = {
  "listen.summary": "receive calls, store them, and act on them",
  "listen.description":
    "Receives the calls of every provider, verifies each, stores it durably before answering, and then works out what it means. Sends what goes to destinations: intg help outbox\nPrints a line per event; with --json a line of JSON per event. Ctrl-C finishes what was stored and ends; a second Ctrl-C leaves at once.\nWith --forward-to every call that was stored also goes, byte by byte and with its headers, to an application of yours. The vendor is answered first and never waits for it; what it answers is shown, and nothing is tried twice.\nWith --ready-file scripts learn when calls are accepted, and where: the file appears then, with one line of JSON (host, port, url, pid), and goes when no more are taken. Only kill -9 leaves it: its pid tells. The next start takes it away, once it has begun.",
  "listen.example":
    "intg listen\nintg listen --port 0 --json\nintg listen --port 0 --ready-file ready.json & until [ -f ready.json ]; do sleep 0.1; done\nintg listen --forward-to http://localhost:3000/webhook\nintg listen --host 0.0.0.0 --public-url https://hooks.example.com",
  "listen.option.port": "port; 0 takes a free one",
  "listen.option.host": "address to listen on",
  "listen.option.public-url": "how vendors reach this machine; shown as the URL to paste",
  "listen.option.forward-to": "application to pass every stored call on to, as received",
  "listen.option.ready-file": "file to write when calls are accepted, and to take away at the end",
  "reason.not-a-ready-file": "there is another file, which --ready-file would delete",
  "listen.forward-loop": "it is the listener's own address, and every call would come back",
  "listen.forwarding": "Passing every stored call on to {url}",
  "listen.forward-elsewhere": "{host} is not this machine: calls are passed on to it with their credentials and with buyer data.",
  "listen.forward-left-out": "not passed on: too many calls wait for {url} already",
  "listen.forward-unfinished": "{n} {n:call was|calls were} not passed on, or had no answer yet.",
  "listen.ready": "Listening on {url}",
  "listen.stop-hint": "Ctrl-C to stop.",
  "listen.no-credentials":
    "No credential is set, so every call is answered 401. Set one: intg credential set hotmart --secret hottok=env:HOTTOK",
  "listen.refused": "answered {status}: {reason}",
  "listen.refused-early": "answered {status} to {method} {path}",
  "listen.remark": "{from}: {reason}",
  "listen.dead": "nothing can be sent: {reason}",
  "listen.storage": "storage fails, trying again: {problem}",
  "listen.dropped": "Nobody read the output: {n} {n:line was|lines were} left out. The events are kept: intg event list",
  "listen.draining": "{signal}: taking no more calls, finishing what was stored. Again to leave at once.",
  "listen.drained-unsent": "{n} {n:action waits|actions wait} to be sent: intg dispatch list --queued",
  "listen.drained": "Everything that was stored is processed.",
  "listen.drained-but":
    "Everything that was stored is processed; {n} {n:call still waits|calls still wait} for the vendor's answer, asked for again at the next start.",
} as const;
