/** `intg completion`. */
export const completion = {
  "completion.summary": "print a completion script for your shell",
  "completion.description": "Prints a script that completes commands, options, providers and triggers. Load it where your shell starts.",
  "completion.example":
    'eval "$(intg completion bash)"                                  # in ~/.bashrc\nintg completion zsh > "${fpath[1]}/_intg"                       # once\nintg completion fish > ~/.config/fish/completions/intg.fish    # once',
  "completion.argument.shell": "bash, zsh or fish",
} as const;
