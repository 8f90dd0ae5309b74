"""The scripts that let a shell ask ``tpn --complete`` what may come next."""

BASH = """\
# tpn: eval "$(tpn completion bash)"
_tpn() {
    local IFS=$'\\n'
    COMPREPLY=($("$1" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
}
complete -o default -F _tpn tpn
"""

ZSH = """\
# tpn: eval "$(tpn completion zsh)"
_tpn() {
    local -a found
    found=("${(@f)$("${words[1]}" --complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${found[1]} ]]; then compadd -- "${found[@]}"; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _tpn tpn
"""

FISH = """\
# tpn: tpn completion fish | source
complete -c tpn -f -a '(tpn --complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete -c tpn -s o -l output -r -F
complete -c tpn -s p -l project -r -F
complete -c tpn -n '__fish_seen_subcommand_from read import fill' -F
"""

# Windows PowerShell drops an empty argument; two quotes stand for one in every edition. It reads what a program says in
# the code page of the console, so it is told that this is UTF-8, and only while it asks.
POWERSHELL = """\
# tpn: tpn completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'tpn', 'tpn.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = @($commandAst.CommandElements | ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { "$_" } })
    $words = @($typed | Select-Object -Skip 1)
    if ($wordToComplete -eq '') { $words += '""' }
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
    try { $found = @(& $typed[0] --complete @words 2>$null) } finally { [Console]::OutputEncoding = $before }
    $found | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
"""

SHELLS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}
