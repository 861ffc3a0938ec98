import { connect } from "node:net";

/** A connection on which a test writes what no HTTP client would. */
export interface RawConnection {
  write(text: string | Buffer): void;
  /** Resolves with everything that was received once the other side has closed, or with the whole answer so far. */
  readonly closed: Promise<string>;
  /** Resolves with the first status line that comes. */
  status(): Promise<number>;
  end(): void;
}

export async function openConnection(port: number): Promise<RawConnection> {
  const socket = connect({ host: "127.0.0.1", port });
  let received = "";
  const watchers = new Set<() => void>();
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
    for (const watcher of watchers) watcher();
  });
  const closed = new Promise<string>((resolve) => {
    // A reset after the answer is how a server ends a call that it will not read to its end.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  const status = () => {
    const [, code] = /^HTTP\/1\.1 (\d{3}) /.exec(received) ?? [];
    return code === undefined ? undefined : Number(code);
  };
  return {
    write: (text) => void socket.write(text),
    closed,
    status: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = status();
          if (found !== undefined) resolve(found);
        };
        watchers.add(look);
        look();
        void closed.then(() => (status() === undefined ? reject(new Error("closed without an answer")) : look()));
      }),
    end: () => socket.destroy(),
  };
}

/** Resolves with what `promise` does, or rejects when it takes longer than `ms`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
