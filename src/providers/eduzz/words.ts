/**
 * One of the vendor's words for comparing: only its letters, in lower case. The same state is `waiting_refund` in one event
 * and `waitingRefund` in another (official samples of both). Empty when absent.
 */
export function wordOf(text: string | null): string {
  return (text ?? "").replace(/[^A-Za-z]/g, "").toLowerCase();
}
