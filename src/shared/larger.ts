/** A write costs a trip to another thread, whatever its size. */
const WORTH_WRITING = 256 * 1024;

/** The same text in fewer, larger chunks. */
export async function* larger(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const chunk of chunks) {
    held += chunk;
    if (held.length < WORTH_WRITING) continue;
    yield held;
    held = "";
  }
  if (held !== "") yield held;
}
