import { note } from "../../core/note.ts";
import type { Verdict } from "../contract.ts";
import { later, refused, uncertain } from "./verdicts.ts";

/**
 * What the codes of Meta's errors mean for a message. Meta asks to go by the code, not by the HTTP status (official).
 * Codes and meanings: Meta's list as copied by four vendors and one public library; 131057 and 132018 [memory].
 */
const MEANINGS: readonly { readonly codes: readonly number[]; readonly verdict: (code: number) => Verdict }[] = [
  { codes: [4, 80007, 130429, 131056], verdict: (code) => later(note("whatsapp.too-fast", { code })) },
  // 131000 says that the message was not sent, for reasons unknown, and to try again.
  { codes: [2, 131000, 131016, 131057, 133004], verdict: (code) => later(note("whatsapp.meta-unavailable", { code })) },
  { codes: [0, 3, 10, 190, 131005], verdict: (code) => refused(note("whatsapp.token-refused", { code })) },
  { codes: [131047], verdict: () => refused(note("whatsapp.outside-window")) },
  { codes: [131026], verdict: () => refused(note("whatsapp.not-on-whatsapp")) },
  {
    codes: [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018],
    verdict: (code) => refused(note("whatsapp.template-refused", { code })),
  },
  { codes: [368, 131031, 131042, 131045, 131048, 133010], verdict: (code) => refused(note("whatsapp.account-restricted", { code })) },
];

/** @param code - null when the error has none. */
export function graphVerdict(status: number, code: number | null): Verdict {
  if (code === null) return uncertain(note("whatsapp.unreadable", { status }));
  const meaning = MEANINGS.find(({ codes }) => codes.includes(code));
  if (meaning !== undefined) return meaning.verdict(code);
  if (code >= 200 && code <= 299) return refused(note("whatsapp.token-refused", { code }));
  if (status >= 400 && status <= 499) return refused(note("whatsapp.meta-refused", { code }));
  return uncertain(note("whatsapp.meta-unclear", { code }));
}
