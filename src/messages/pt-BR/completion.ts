import type { completion as english } from "../en/completion.ts";
import type { Translation } from "../text.ts";

/** `intg completion`. */
export const completion: Translation<typeof english> = {
  "completion.summary": "imprime um script de autocompletar para o seu shell",
  "completion.description": "Imprime um script que completa comandos, opções, plataformas e gatilhos. Carregue-o onde o seu shell começa.",
  "completion.example":
    'eval "$(intg completion bash)"                               # no ~/.bashrc\nintg completion zsh > ~/.zfunc/_intg                         # uma pasta do $fpath\nintg completion fish > ~/.config/fish/completions/intg.fish',
  "completion.remark.bash": 'autocompletar do intg para bash; carregue com: eval "$(intg completion bash)"',
  "completion.remark.zsh": "autocompletar do intg para zsh; guarde como um arquivo de nome _intg em uma pasta do $fpath",
  "completion.remark.fish": "autocompletar do intg para fish; guarde como ~/.config/fish/completions/intg.fish",
  "completion.argument.shell": "bash, zsh ou fish",
};
