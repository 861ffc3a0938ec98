import { note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { readCurlCall } from "./curl-call.ts";
import type { Place, Recording, RecordingProblem } from "./recording.ts";
import { shellCommands } from "./shell-words.ts";

/** What Windows' own shell has for a backslash: `curl ^"https://…^"`, or at the end of a line. */
const FOR_WINDOWS = /^[ \t]*curl(?:\.exe)?[ \t](?:[ \t]*\^"|[^\n]*\^\r?\n)/m;
const CURL = /(?:^|\/)curl(?:\.exe)?$/;
const PROMPTS = ["$", "%"];

/**
 * The calls of curl command lines as browsers copy them, one or several.
 *
 * @param text - one character for each byte.
 */
export function readCurl(text: string): Result<readonly Recording[], RecordingProblem> {
  if (FOR_WINDOWS.test(text)) return err(note("recording.curl-windows"));
  const commands = shellCommands(text);
  if (!commands.ok) return err(commands.error);
  const recordings: Recording[] = [];
  for (const { words, line } of commands.value) {
    const place: Place = `line ${line}`;
    const [command = "", ...rest] = PROMPTS.includes(words[0] ?? "") ? words.slice(1) : words;
    if (!CURL.test(command)) return err(note("recording.not-curl", { place, command: command.slice(0, 40) }));
    const call = readCurlCall(rest, place);
    if (!call.ok) return call;
    recordings.push({ request: call.value, place });
  }
  return ok(recordings);
}
