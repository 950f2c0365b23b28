/** A script by its shell's name: it asks `millrace complete`, and so is as good for the next version. */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `_millrace_completion() {
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  # A value follows the equals sign at once.
  if [[ \${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
}
complete -o default -F _millrace_completion millrace
`,
  zsh: `#compdef millrace
_millrace() {
  local -a found
  found=(\${(f)"$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#found} == 0 )); then _files; return; fi
  compadd -S '' -- \${(M)found:#*=}
  compadd -- \${found:#*=}
}
# Read by compinit from a folder of fpath it is the function itself; sourced it says what it completes.
if [[ \${funcstack[1]} == _millrace ]]; then _millrace "$@"; else compdef _millrace millrace; fi
`,
  fish: `function __millrace_completion
  set -l words (commandline -opc) (commandline -ct)
  set -l found ($words[1] complete -- $words[2..-1] 2>/dev/null)
  if set -q found[1]
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c millrace -f -a '(__millrace_completion)'
`,
};
