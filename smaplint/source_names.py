"""What the name of a source says by itself: whether a file is meant, and on whose machine it lay.

Names are looked at as they are written, or behind `sourceRoot` as ECMA-426 joins them ("Resolving sources").
"""

import posixpath
import re
from functools import lru_cache
from typing import Final

from smaplint._lazy import pattern

# Two letters at least: one is a drive of Windows.
_SCHEME: Final = pattern(r"([A-Za-z][A-Za-z0-9+.\-]++):")
# What bundlers add of their own, and modules that are no files: `webpack/runtime/…`, `(webpack)/…`, `\0rollup`, `<anon>`,
# `external "react"`, `./locale sync ^\.\/.*$`, `vite/preload-helper.js`, `[turbopack]/…`.
_RUNTIME: Final = pattern(
    r"\0|%00"
    r"|^<[^/]*+$|/<[a-z]++>$|^\.\.?/?$"
    r"|^(?:virtual|vite|rolldown|node|data|umd|native|browser-external|optional-peer-dep):"
    r"|^vite/(?:preload-helper|modulepreload-polyfill|dynamic-import-helper)"
    r"|^__vite|/__vite-browser-external"
    r"|\(webpack\)|\[turbopack|\(ignored\)$|(?:^|/)(?:external|ignored|delegated|fakenamespace|container entry|provide shared module"
    r"""|consume shared module|remote|loadable components)[ |]["./@\w(]"""
    r"|^(?:webpack|rspack|webpack-internal)://[^/]*+/webpack/"
    r"|(?:^|/)webpack/(?:runtime/|bootstrap|startup|before-startup|after-startup|universalModuleDefinition|container/|sharing/)"
    r"| (?:sync|lazy|eager|weak|lazy-once|async-weak)(?: |$)|\|(?:sync|lazy|eager|weak|lazy-once|async-weak)\|"
)
_DRIVE: Final = pattern(r"(?:[A-Za-z][:|][/\\]|[/\\]{2}[?.][/\\]|\\\\)")
# The top folders of machines that build: of people, of CI services, of containers. `/src/…` and `/assets/…` are as likely
# paths of a site.
_MACHINE: Final = pattern(
    r"/(?:home|Users|root|tmp|var/(?:folders|lib|task|tmp|www|jenkins)|private/(?:tmp|var)|usr/(?:src|local|lib|share)|opt"
    r"|mnt|media|srv|builds|github/workspace|__w|workspaces?|codebuild|vercel|zeus|bamboo|buildkite|data/jenkins|nix/store"
    r"|Volumes|cygdrive|drone|woodpecker|harness|bitrise|[a-z]:|[a-z]/(?:Users|home|projects?|dev|src|work|code))/",
    re.IGNORECASE,
)
_HOME: Final = pattern(
    r"(?:/mnt/[a-z]|/cygdrive/[a-z]|/Volumes/[^/]++|/[a-z]:?|[A-Za-z]:)?/(?:Users|home|Documents and Settings)/([^/]++)/",
    re.IGNORECASE,
)
# In the query of a name, as loaders leave it: `?importer=%2FUsers%2Fann%2F…`.
_HOME_QUERY: Final = pattern(
    r"[?&=](?:[A-Za-z](?::|%3A))?(?:/|%2F)(?:Users|home)(?:/|%2F)([^/%&]++)(?:/|%2F)", re.IGNORECASE
)
_CLIMBING: Final = pattern(r"(?:\.\./){4,}+(?=(?:Users|home)/)")
# Accounts of CI services and of images that they run, and folders of pages that are called like homes.
_NOBODY: Final = pattern(
    """
    admin|administrator|app|appuser|appveyor|azureuser|bamboo|bitrise|build|builder|buildkite|buildkite-agent|buildbot|cc
    |ci|circleci|cloudbuild|codespace|coder|containeradministrator|containeruser|default|deploy|deployer|dev|devcontainer
    |developer|distiller|docker|ec2-user|expo|git|gitlab-runner|gitlabrunner|gitpod|go-agent|hudson|jenkins|jovyan|me
    |nginx|node|nobody|nonroot|npm|packer|pi|pptruser|public|pwuser|root|runner|runneradmin|runneruser|sandbox|semaphore
    |service|shared|teamcity|travis|ubuntu|user|username|vagrant|vcap|vercel|vscode|vsts|vsts_azpcontainer|vsts_azpagent
    |vssadministrator|web_user|webapp|webuser|woodpecker|worker|workspace|www|www-data|you|yourname
    |api|assets|common|components|containers|features|home|index|lib|pages|routes|src|store|views
    """,
    re.IGNORECASE | re.VERBOSE,
)


def joined(root: str, source: str) -> str:
    """A source behind `sourceRoot` (ECMA-426, DecodeSourceMapSources): a slash between them, and no more than that."""
    return f"{root}{'' if not root or root.endswith('/') else '/'}{source}"


def scheme(name: str) -> str:
    """The scheme of a URL in lower case, or ""; `C:` is none."""
    match = _SCHEME.match(name)
    return match[1].lower() if match else ""


# Bundles of one build name the same modules; 6 µs each.
@lru_cache(maxsize=8192)
def is_runtime(name: str) -> bool:
    """Whether a name is that of no module with a text: a bundler's own code, or what it put in the place of a module."""
    return _RUNTIME.search(name[:4096]) is not None


def is_virtual(name: str) -> bool:
    """Whether no file on disk is meant: another scheme than `file:`, or a bundler's own."""
    return scheme(name) not in ("", "file") or is_runtime(name)


# Asked by several rules of each name.
@lru_cache(maxsize=8192)
def machine_path(name: str) -> str | None:
    """The absolute path of the machine that built the map, with slashes; None for any other name.

    `file:` is taken away, and so is the scheme of a bundler in front of a path (`webpack:///C:/app/x.ts`). A path that
    may as well be one of a site (`/src/x.ts`) is none.
    """
    if name.startswith("."):
        return None  # nearly all are relative
    path = name
    named = scheme(name)
    if named:
        if named in ("http", "https", "data", "blob"):
            return None
        path = name[len(named) + 1 :]
        if not path.startswith("//"):
            return None
        # An empty host, and then the path; `webpack:////home/ann/x.ts` has one slash more than it needs.
        host, slash, rest = path[2:].partition("/")
        if host and named != "file":
            return None
        path = slash + rest
        if path.startswith("//"):
            path = path[1:]
        if _DRIVE.match(path[1:]):
            path = path[1:]
        elif named == "file":
            return path or None
    if _DRIVE.match(path):
        return path.replace("\\", "/")
    return path if _MACHINE.match(path) else None


def resolves_to(source: str, root: str, map: str, generated: str) -> bool:
    """Whether a source of the map at a path resolves to another path, both as they are shown; lexically."""
    name = joined(root, source)
    if scheme(name) or not name.endswith(posixpath.basename(generated)):
        return False
    return posixpath.normpath(posixpath.join(posixpath.dirname(map), name)) == posixpath.normpath(generated)


def person(name: str, *, climbs: bool = False) -> str | None:
    """The user in whose home folder a file lay; None where there is no home, or it is that of a CI service's account.

    `climbs`: the name leads out of the project, so that `../../../../home/ann/app/x.ts` begins at the top of the disk.
    """
    climbing = _CLIMBING.match(name) if climbs else None
    path = "/" + name[climbing.end() :] if climbing else machine_path(name)
    match = (_HOME.match(path) if path else None) or (_HOME_QUERY.search(name) if "?" in name else None)
    return match[1] if match and not _NOBODY.fullmatch(match[1]) else None
