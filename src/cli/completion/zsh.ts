import { candidatesFunction } from "./bash.ts";
import type { CompletionTable } from "./table.ts";

/** @param remark - what the script is, in one line. */
export function zshScript(table: CompletionTable, remark: string): string {
  return `#compdef intg
# ${remark}
${candidatesFunction(table)}
_intg() {
  local candidates
  candidates=("\${(@s: :)$(_intg_candidates "\${words[CURRENT]}" "\${(@)words[2,CURRENT-1]}")}")
  if [ -n "\${candidates[1]}" ]; then compadd -a candidates; else _files; fi
}
if [ "\${funcstack[1]}" = "_intg" ]; then _intg "$@"; else compdef _intg intg; fi
`;
}
