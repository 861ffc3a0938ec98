import type { Context } from "../../context.ts";

/** Says why a message that names no destination could not be sent as things are. */
export function warnOfSending(messengers: readonly string[], { out, texts }: Pick<Context, "out" | "texts">): void {
  if (messengers.length === 0) out.warn(texts("template.no-messenger"));
  if (messengers.length > 1) out.warn(texts("template.many-messengers", { known: messengers.join(", ") }));
}
