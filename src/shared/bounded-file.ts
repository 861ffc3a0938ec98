import { type FileHandle, open } from "node:fs/promises";
import { IntgError } from "../core/errors.ts";

const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes of a file, a pipe or a device, read no further than it takes to know that it is too long.
 *
 * @throws INTG_FILE_TOO_LARGE, INTG_FILE_UNREADABLE
 */
export async function readBounded(path: string, limitBytes: number): Promise<Buffer> {
  const bytes = await readAtMost(path, limitBytes + 1).catch((cause: unknown) => {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new IntgError("INTG_FILE_UNREADABLE", { path, reason }, { cause });
  });
  if (bytes.length > limitBytes) throw new IntgError("INTG_FILE_TOO_LARGE", { path, limit: sizeText(limitBytes) });
  return bytes;
}

/** `64 KiB`, `2 MiB`. */
export function sizeText(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib} KiB` : `${kib / 1024} MiB`;
}

async function readAtMost(path: string, limitBytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    return await readChunks(file, limitBytes);
  } finally {
    await file.close();
  }
}

async function readChunks(file: FileHandle, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let left = limitBytes; left > 0; ) {
    // Without a position: pipes and devices have none.
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(left, CHUNK_BYTES)), 0, null, null);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    left -= bytesRead;
  }
  return Buffer.concat(chunks);
}
