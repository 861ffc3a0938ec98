/** `intg completion`. */
export const completion = {
  "completion.summary": "print a completion script for your shell",
  "completion.description": "Prints a script that completes commands, options, providers and triggers. Load it where your shell starts.",
  "completion.example":
    'eval "$(intg completion bash)"                               # in ~/.bashrc\nintg completion zsh > ~/.zfunc/_intg                         # a folder of $fpath\nintg completion fish > ~/.config/fish/completions/intg.fish',
  "completion.argument.shell": "bash, zsh or fish",
} as const;
