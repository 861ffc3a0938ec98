import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where this installation keeps its state: the flag, else INTG_HOME, else the XDG data folder. */
export function resolveHome(flag: string | undefined, env: NodeJS.ProcessEnv): string {
  const chosen = flag ?? nonEmpty(env.INTG_HOME);
  if (chosen !== undefined) return resolve(chosen);
  const data = nonEmpty(env.XDG_DATA_HOME) ?? join(nonEmpty(env.HOME) ?? homedir(), ".local", "share");
  return join(data, "intg");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}
