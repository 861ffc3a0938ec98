import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** Long enough for a busy machine, short enough to end a hung test before Vitest does. */
const PATIENCE_MS = 25_000;

const KEYS = { enter: "\r", space: " ", down: "\x1b[B", up: "\x1b[A", "ctrl-c": "\x03", "ctrl-u": "\x15" } as const;
export type Key = keyof typeof KEYS;

/** A program in a pseudo-terminal, with the screen as a person sees it. */
export interface Terminal {
  /** The rows of the screen, without blanks at their ends. */
  screen(): string;
  /** Everything that was shown since the start, also what has scrolled away. */
  history(): string;
  /** Rows that the terminal had to begin, since a line was longer than the screen is wide. */
  broken(): readonly string[];
  /** Every byte that the program sent to the terminal. */
  sent(): string;
  /** Resolves with the screen as soon as it shows this, now or later. Rejects when the program ends first, or patience does. */
  until(shown: string): Promise<string>;
  type(text: string): void;
  press(...keys: readonly Key[]): void;
  readonly exited: Promise<{ readonly code: number; readonly signal: number | undefined }>;
  /** Ends the program, if it still runs. */
  close(): void;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env: Readonly<Record<string, string>>;
}

export function openTerminal(file: string, args: readonly string[], { columns = 80, rows = 24, env }: TerminalOptions): Terminal {
  const screen = new xterm.Terminal({ cols: columns, rows, scrollback: 1_000, allowProposedApi: true });
  const program = spawn(file, [...args], { name: "xterm-256color", cols: columns, rows, env: { ...env } });
  const watchers = new Set<() => void>();
  let sent = "";
  let isOver = false;
  const look = () => {
    for (const watcher of [...watchers]) watcher();
  };
  program.onData((data) => {
    sent += data;
    screen.write(data, look);
  });
  const exited = new Promise<{ code: number; signal: number | undefined }>((resolve) =>
    program.onExit(({ exitCode, signal }) =>
      // After what it said last is on the screen.
      screen.write("", () => {
        isOver = true;
        look();
        resolve({ code: exitCode, signal: signal === 0 ? undefined : signal });
      }),
    ),
  );
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => screen.buffer.active.getLine(from + at)?.translateToString(true) ?? "").join("\n");
  const shown = () => lines(screen.buffer.active.baseY, screen.buffer.active.baseY + rows);
  return {
    screen: shown,
    history: () => lines(0, screen.buffer.active.length),
    broken: () => {
      const { active } = screen.buffer;
      const all = Array.from({ length: active.length }, (_, at) => active.getLine(at));
      return all.filter((line) => line?.isWrapped === true).map((line) => line?.translateToString(true) ?? "");
    },
    sent: () => sent,
    until: (text) =>
      new Promise((resolve, reject) => {
        const settle = (how: () => void) => {
          watchers.delete(check);
          clearTimeout(timer);
          how();
        };
        const check = () => {
          if (shown().includes(text)) settle(() => resolve(shown()));
          else if (isOver) settle(() => reject(new Error(`it ended without showing: ${text}\n${lines(0, screen.buffer.active.length)}`)));
        };
        const timer = setTimeout(() => settle(() => reject(new Error(`not shown in time: ${text}\n${shown()}`))), PATIENCE_MS);
        watchers.add(check);
        check();
      }),
    type: (text) => program.write(text),
    press: (...keys) => program.write(keys.map((key) => KEYS[key]).join("")),
    exited,
    close: () => {
      if (!isOver) program.kill("SIGKILL");
    },
  };
}
