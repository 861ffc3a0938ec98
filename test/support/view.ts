import { Chalk } from "chalk";
import type { View } from "../../src/cli/view/view.ts";
import { maskEvent, maskPerson } from "../../src/core/mask.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";

/** The Swedish locale writes dates as ISO 8601 does. */
const SAO_PAULO = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "America/Sao_Paulo" });

/** What a pipe in São Paulo gets: no colours, nothing shortened, buyers masked. */
export function plainView(changes: Partial<Pick<View, "columns" | "showPii" | "style">> = {}): View {
  const showPii = changes.showPii ?? false;
  return {
    texts: createTexts(en),
    style: new Chalk({ level: 0 }),
    columns: null,
    showPii,
    local: (instant) => SAO_PAULO.format(Date.parse(instant)),
    event: (event) => (showPii ? event : maskEvent(event)),
    person: (person) => (showPii ? person : maskPerson(person)),
    ...changes,
  };
}
