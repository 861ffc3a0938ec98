import { candidatesFunction } from "./bash.ts";
import type { CompletionTable } from "./table.ts";

export function zshScript(table: CompletionTable): string {
  return `#compdef intg
# zsh completion of intg; keep it as a file named _intg in a folder of $fpath
${candidatesFunction(table)}
_intg() {
  local candidates
  candidates=("\${(@s: :)$(_intg_candidates "\${words[CURRENT]}" "\${(@)words[2,CURRENT-1]}")}")
  if [ -n "\${candidates[1]}" ]; then compadd -a candidates; else _files; fi
}
if [ "\${funcstack[1]}" = "_intg" ]; then _intg "$@"; else compdef _intg intg; fi
`;
}
