/** `intg completion`. */
export const completion = {
  "completion.summary": "print a completion script for your shell",
  "completion.description": "Prints a script that completes commands, options, providers and triggers. Load it where your shell starts.",
  "completion.example":
    'eval "$(intg completion bash)"                               # in ~/.bashrc\nintg completion zsh > ~/.zfunc/_intg                         # a folder of $fpath\nintg completion fish > ~/.config/fish/completions/intg.fish',
  "completion.remark.bash": 'bash completion of intg; load it with: eval "$(intg completion bash)"',
  "completion.remark.zsh": "zsh completion of intg; keep it as a file named _intg in a folder of $fpath",
  "completion.remark.fish": "fish completion of intg; keep it as ~/.config/fish/completions/intg.fish",
  "completion.argument.shell": "bash, zsh or fish",
} as const;
