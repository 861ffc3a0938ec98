import type { CompletionTable } from "./table.ts";

/**
 * The function that bash and zsh share: it reads the words before the cursor, finds the command among them, counts its
 * arguments, and answers with what may stand at the cursor. Written for bash 3.2, which macOS ships.
 */
export function candidatesFunction(table: CompletionTable): string {
  return `_intg_candidates() {
  local current="$1"; shift
  local previous="" first="" command="" count=0 word
  for word in "$@"; do
    [ "$word" = "=" ] && continue
    case "$previous" in
      ${pattern(table.valueFlags)}) previous="$word"; continue ;;
    esac
    previous="$word"
    case "$word" in -*) continue ;; esac
    if [ -z "$first" ]; then
      first="$word"; command="$word"
    elif [ "$command" = "$first" ] && [ "$count" -eq 0 ] && _intg_verbs "$first" > /dev/null; then
      command="$first $word"
    else
      count=$((count + 1))
    fi
  done
  case "$previous" in
    ${pattern(table.valueFlags)}) _intg_flag_values "$command $previous"; return ;;
  esac
  case "$current" in
    -*) _intg_flags "$command"; return ;;
  esac
  if [ -z "$first" ]; then _intg_verbs ""
  elif [ "$command" = "$first" ] && _intg_verbs "$first" > /dev/null; then _intg_verbs "$first"
  else _intg_argument_values "$command $((count + 1))"
  fi
}
${lookUp("_intg_verbs", table.verbs)}
${lookUp("_intg_flags", table.flags)}
${lookUp("_intg_flag_values", table.flagValues)}
${lookUp("_intg_argument_values", table.argumentValues)}`;
}

/** @param remark - what the script is, in one line. */
export function bashScript(table: CompletionTable, remark: string): string {
  return `# ${remark}
${candidatesFunction(table)}
_intg() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  local words="$(_intg_candidates "$current" "\${COMP_WORDS[@]:1:COMP_CWORD-1}")"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _intg intg
`;
}

/** A function that prints the words kept under a key, and fails when there are none. */
function lookUp(name: string, table: ReadonlyMap<string, readonly string[]>): string {
  const cases = [...table].map(([key, words]) => `    "${key}") echo "${words.join(" ")}" ;;`);
  return `${name}() {
  case "$1" in
${cases.join("\n")}
    *) return 1 ;;
  esac
}`;
}

function pattern(flags: readonly string[]): string {
  return flags.join("|");
}
