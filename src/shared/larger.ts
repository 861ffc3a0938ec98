/** A write costs a trip to another thread, whatever its size. */
const WORTH_WRITING = 256 * 1024;

/** The same text in fewer, larger chunks; bytes go through as they are. */
export async function* larger(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  let held = "";
  for await (const chunk of chunks) {
    if (typeof chunk !== "string") {
      if (held !== "") yield held;
      held = "";
      yield chunk;
      continue;
    }
    held += chunk;
    if (held.length < WORTH_WRITING) continue;
    yield held;
    held = "";
  }
  if (held !== "") yield held;
}
