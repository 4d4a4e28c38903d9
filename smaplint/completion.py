"""Completion in bash, zsh and fish: the scripts that shells load, and what they are answered.

The scripts are those of click but for one thing: behind `sarif=` of `--output` comes a file, and no blank.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete, add_completion_class

VARIABLE: Final = "_SMAPLINT_COMPLETE"
SHELLS: Final = ("bash", "zsh", "fish")
# Names of one folder that are offered.
_MOST: Final = 2000

_BASH: Final = """\
# smaplint, completed in bash 4.4 and newer. In ~/.bashrc:
#   eval "$(smaplint completion bash)"
# or, which starts faster, once:
#   smaplint completion bash > ~/.local/share/bash-completion/completions/smaplint
%(complete_func)s() {
    local IFS=$'\\n' response completion type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("$value")
                [[ $value == *[=/] ]] && compopt -o nospace
                ;;
        esac
    done
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH: Final = """\
#compdef %(prog_name)s
# smaplint, completed in zsh. In ~/.zshrc, behind `compinit`:
#   eval "$(smaplint completion zsh)"
# or, which starts faster, once, into a folder of $fpath:
#   smaplint completion zsh > ~/.zfunc/_smaplint
%(complete_func)s() {
    local -a completions described unfinished response
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) %(complete_var)s=zsh_complete %(prog_name)s)}")
    for type key descr in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $key == *[=/] ]]; then
                    unfinished+=("$key")
                elif [[ $descr == _ ]]; then
                    completions+=("$key")
                else
                    described+=("$key:$descr")
                fi
                ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#completions )) && compadd -U -V unsorted -a completions
    (( $#unfinished )) && compadd -U -V unsorted -S '' -a unfinished
    return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH: Final = """\
# smaplint, completed in fish. Once:
#   smaplint completion fish > ~/.config/fish/completions/smaplint.fish
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(commandline -t | string collect) %(prog_name)s)
    for completion in $response
        set -l found (string split -m 1 "," $completion)
        switch $found[1]
            case dir
                __fish_complete_directories $found[2]
            case file
                __fish_complete_path $found[2]
            case plain
                echo $found[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class _Bash(BashComplete):
    source_template = _BASH

    def source(self) -> str:
        """The script. click would run a bash to look at its version, which may be none that will load it."""
        return self.source_template % self.source_vars()


class _Zsh(ZshComplete):
    source_template = _ZSH


class _Fish(FishComplete):
    source_template = _FISH


for _kind in (_Bash, _Zsh, _Fish):
    add_completion_class(_kind)


def script(cli: click.Command, shell: str) -> str:
    """What one of SHELLS loads, with how to in its first lines."""
    kind = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}[shell]
    return kind(cli, {}, "smaplint", VARIABLE).source()


def answer(cli: click.Command, instruction: str) -> int:
    """Answer a shell: `bash_complete` with what fits the words in COMP_WORDS, `bash_source` with its script."""
    from click.shell_completion import shell_complete

    return shell_complete(cli, {}, "smaplint", VARIABLE, instruction)


def complete(what: str, incomplete: str) -> list[CompletionItem]:
    """What fits a value that was begun: `presets`, `selectors`, `ignorable`, `rules`, `outputs` or `files`."""
    if what == "files":
        return [CompletionItem(incomplete, type="file")]
    if what == "outputs":
        return list(_outputs(incomplete))
    # Of names with commas between them the last one is completed.
    head, comma, last = incomplete.rpartition(",")
    taken = head.split(",")
    return [
        CompletionItem(f"{head}{comma}{name}", help=about or None)
        for name, about in _known(what)
        if name.startswith(last) and name not in taken
    ]


def _known(what: str) -> Iterable[tuple[str, str]]:
    """Names, with a word on each."""
    from smaplint import registry
    from smaplint.settings import ENGINE_RULES, ignorable, rule_names, selectors

    if what == "presets":
        return registry.PRESETS.items()
    listed = {"rules": rule_names, "selectors": selectors, "ignorable": ignorable}[what]()
    about = {name: rule.title for name, rule in registry.rules().items()}
    about |= {name: f"preset: {text}" for name, text in registry.PRESETS.items()}
    about |= {name: entry[1] for name, entry in ENGINE_RULES.items()}
    about |= dict.fromkeys(registry.families(), "family of rules")
    return [(name, about.get(name, "")) for name in listed]


def _outputs(incomplete: str) -> Iterator[CompletionItem]:
    """`FORMAT=FILE`: the formats, then files."""
    from smaplint.reporters import FORMATS

    name, equals, file = incomplete.partition("=")
    if not equals:
        yield from (CompletionItem(f"{one}=") for one in FORMATS if one.startswith(name))
        return
    folder = file[: file.rfind("/") + 1]
    start = file[len(folder) :]
    try:
        entries = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)[:_MOST]
    except (OSError, ValueError):
        return
    for entry in entries:
        # A shell is answered in lines; what is hidden is asked for by its dot.
        shown = start or not entry.name.startswith(".")
        if shown and entry.name.startswith(start) and entry.name.isprintable():
            yield CompletionItem(f"{name}={folder}{entry.name}{'/' if entry.is_dir() else ''}")
