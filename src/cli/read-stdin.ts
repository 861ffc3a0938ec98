import { IntgError } from "../core/errors.ts";
import { sizeText } from "../shared/bounded-file.ts";

/** Everything that stands on standard input. @throws INTG_FILE_TOO_LARGE */
export async function readStdin(stream: NodeJS.ReadStream, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.length;
    if (bytes > limitBytes) throw new IntgError("INTG_FILE_TOO_LARGE", { path: "stdin", limit: sizeText(limitBytes) });
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
