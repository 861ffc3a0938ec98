import { fileURLToPath } from "node:url";

/** The folder of the installed package, with its separator at the end. This file lies equally deep in `src` and `dist`. */
export function packageRoot(): string {
  return fileURLToPath(new URL("../../", import.meta.url));
}
