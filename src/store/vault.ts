import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, constants, fstatSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { IntgError } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import { guarded } from "./errors.ts";

/** Which credential a sealed value is; it opens under no other name. */
export interface VaultLabel {
  readonly provider: string;
  readonly store: string;
  readonly name: string;
}

const KEY_BYTES = 32;
const CIPHER = "aes-256-gcm";
/** First byte of a sealed value: the format below, so that a later one can be told apart. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM: version, nonce, tag, ciphertext. */
export function seal(key: Buffer, label: VaultLabel, value: Secret): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(labelBytes(label));
  const ciphertext = Buffer.concat([cipher.update(value.reveal(), "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/**
 * @param place - where the key came from, for the error.
 * @throws INTG_KEY_UNUSABLE `does-not-open`: another key, another label, or changed bytes; they cannot be told apart.
 */
export function open(key: Buffer, label: VaultLabel, sealed: Buffer, place: string | null = null): Secret {
  try {
    if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new RangeError("not a sealed value");
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(labelBytes(label));
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
    return new Secret(Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString("utf8"));
  } catch (cause) {
    const credential = `${label.provider}/${label.store}/${label.name}`;
    throw new IntgError("INTG_KEY_UNUSABLE", { path: place, reason: "does-not-open", credential }, { cause });
  }
}

function labelBytes(label: VaultLabel): Buffer {
  return Buffer.from(`${label.provider}\n${label.store}\n${label.name}`, "utf8");
}

/**
 * The key that credentials are sealed with: `INTG_KEY` (base64 or hex of 32 bytes) when it is set, else the file `key`
 * in the home, which is made on first use.
 *
 * @param db - asked, when the file is missing, whether it holds credentials: a new key would open none of them, and
 *   would hide that the old one is lost.
 * @throws INTG_KEY_UNUSABLE, reason `malformed`, `readable-by-others`, `missing` or `unreadable`.
 */
export function loadKey(home: string, env: KeyEnvironment, db: Database): Buffer {
  const [given, path] = [givenKey(env), keyPlace(home, env)];
  if (given !== "") return parseKey(given, path);
  const found = readKeyFile(path);
  if (found !== null) return found;
  if (holdsCredentials(db)) throw unusable(path, "missing");
  guarded(path, () => createKeyFile(home, path));
  return readKeyFile(path) ?? raise(unusable(path, "missing"));
}

type KeyEnvironment = Readonly<Record<string, string | undefined>>;

/** Where the key comes from: the variable's name, or the path of the file. */
export function keyPlace(home: string, env: KeyEnvironment): string {
  return givenKey(env) === "" ? join(home, "key") : "INTG_KEY";
}

function givenKey(env: KeyEnvironment): string {
  return env.INTG_KEY?.trim() ?? "";
}

function holdsCredentials(db: Database): boolean {
  return db.prepare<[], number>("SELECT EXISTS (SELECT 1 FROM credentials)").pluck().get() === 1;
}

function readKeyFile(path: string): Buffer | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY);
  } catch (cause) {
    if (isCode(cause, "ENOENT")) return null;
    throw unusable(path, "unreadable", cause);
  }
  try {
    // Windows has no such mode bits: Node reports 0666 for every file there.
    if (process.platform !== "win32" && (fstatSync(file).mode & 0o077) !== 0) throw unusable(path, "readable-by-others");
    return parseKey(readFileSync(file, "utf8").trim(), path);
  } catch (cause) {
    throw cause instanceof IntgError ? cause : unusable(path, "unreadable", cause);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes the whole file beside its place and links it there. Linking fails when the name is taken, as O_EXCL does, and
 * nobody can read half a key; of two processes that start at once both then use the first one's. Synced, folder too:
 * the credentials it opens will survive a power cut, so it must.
 */
function createKeyFile(home: string, path: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  const file = openSync(draft, "wx", 0o600);
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString("base64")}\n`);
    fsyncSync(file);
    linkSync(draft, path);
    syncFolder(home);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    closeSync(file);
    unlinkSync(draft);
  }
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function parseKey(text: string, path: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  // 32 bytes are 43 characters and padding; the URL-safe alphabet is read as well.
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  throw unusable(path, "malformed");
}

function unusable(path: string, reason: string, cause?: unknown): IntgError {
  return new IntgError("INTG_KEY_UNUSABLE", { path, reason }, cause === undefined ? {} : { cause });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function raise(error: IntgError): never {
  throw error;
}
