import type { IncomingMessage } from "node:http";

export type ReadBody = { readonly kind: "read"; readonly bytes: Buffer } | { readonly kind: "too-large" } | { readonly kind: "broken-off" };

/** Reads a body up to `limit` bytes. Past the limit it stops reading at once; whoever answers closes the connection. */
export function readBody(message: IncomingMessage, limit: number): Promise<ReadBody> {
  const declared = Number(message.headers["content-length"] ?? 0);
  if (declared > limit) return Promise.resolve({ kind: "too-large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        message.pause();
        message.removeAllListeners("data");
        resolve({ kind: "too-large" });
      } else chunks.push(chunk);
    });
    message.on("end", () =>
      resolve({ kind: "read", bytes: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size) }),
    );
    message.on("error", () => resolve({ kind: "broken-off" }));
    message.on("close", () => resolve({ kind: "broken-off" }));
  });
}
