import { Chalk, type ChalkInstance } from "chalk";
import type { Io } from "./io.ts";

/** How a command talks: data on standard output, everything else on standard error. */
export interface Output {
  readonly json: boolean;
  /** Colours for standard output, off in pipes and with NO_COLOR. */
  readonly style: ChalkInstance;
  /** Colours for standard error. */
  readonly styleErr: ChalkInstance;
  /** One line of data. */
  line(text: string): void;
  /** One JSON document; a list or an object, once per command. */
  document(value: unknown): void;
  /** One line of NDJSON. */
  record(value: unknown): void;
  /** Rows under a head, aligned, without borders; nothing but `empty` (on stderr) when there are no rows. */
  table(head: readonly string[], rows: readonly (readonly string[])[], empty: string): Promise<void>;
  /** A remark on standard error; silenced by --quiet. */
  say(text: string): void;
  /** A warning on standard error; never silenced. */
  warn(text: string): void;
}

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly warningPrefix: string;
}

export function createOutput(io: Io, options: OutputOptions): Output {
  const style = new Chalk({ level: colorLevel(io.stdout, io, options.color) });
  const styleErr = new Chalk({ level: colorLevel(io.stderr, io, options.color) });
  const line = (text: string) => void io.stdout.write(`${text}\n`);
  const say = (text: string) => {
    if (!options.quiet) io.stderr.write(`${text}\n`);
  };
  return {
    json: options.json,
    style,
    styleErr,
    line,
    document: (value) => line(JSON.stringify(value, null, io.stdout.isTTY ? 2 : 0)),
    record: (value) => line(JSON.stringify(value)),
    say,
    warn: (text) => void io.stderr.write(`${styleErr.yellow(options.warningPrefix)} ${text}\n`),
    table: async (head, rows, empty) => {
      if (rows.length === 0) return say(empty);
      const { renderTable } = await import("./table.ts");
      line(
        renderTable(
          head.map((title) => style.bold(title)),
          rows,
          io.stdout.isTTY === true ? io.stdout.columns : null,
        ),
      );
    },
  };
}

function colorLevel(stream: NodeJS.WriteStream, io: Io, wanted: boolean): 0 | 1 | 2 | 3 {
  if (!wanted || (io.env.NO_COLOR ?? "") !== "") return 0;
  if ((io.env.FORCE_COLOR ?? "") !== "" && io.env.FORCE_COLOR !== "0") return 1;
  return stream.isTTY === true && io.env.TERM !== "dumb" ? 1 : 0;
}
