"""`smaplint init`: files of a project → its configuration; on real builds it is silent; on hostile files it stays calm."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smaplint import cli, config, init
from smaplint.config_text import read_yaml
from smaplint.project_files import Folder, Value, block, commands, values, without_comments, words_of
from tests.checkout import environment, run
from tests.npm import installed

Files = Mapping[str, object]


def write(folder: Path, files: Files) -> None:
    """Write files; what is no text becomes JSON."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")


def package(build: str = "", *dependencies: str, **more: object) -> dict[str, object]:
    """A package.json with one script."""
    return {
        "name": "shelf",
        "scripts": {"build": build} if build else {},
        "devDependencies": dict.fromkeys(dependencies, "1"),
        **more,
    }


def planned(folder: Path) -> tuple[init.Start, dict[str, object]]:
    """What `smaplint init` has to say of a folder, and its configuration as data, which loads without a fault.

    So does what the comment on exposure proposes.
    """
    start = init.plan(str(folder))
    for text in (start.config, re.sub(r"^# (exposure:|  policy: \w+)$", r"\1", start.config, flags=re.MULTILINE)):
        read = read_yaml(text.encode(), ".smaplint.yaml")
        config.load(str(folder), read)
    proposed = read.data.pop("exposure")
    assert isinstance(proposed, dict)
    read.data["policy"] = proposed["policy"]
    return start, read.data


# What the files are, what of the configuration is expected, and words that are said.
PROJECTS = [
    pytest.param(
        {"package.json": package("tsc --noEmit && vite build", "vite"), "vite.config.js": "export default {}"},
        {"preset": "recommended", "paths": ["dist"], "policy": "none"},
        ["Vite writes `dist` (by default; vite.config.js names no other); it writes no maps unless `build.sourcemap`"],
        id="vite",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", "@sentry/vite-plugin", private=True),
            "vite.config.ts": """
                import { defineConfig } from "vite";
                // build: { outDir: "old" },
                export default defineConfig(({ mode }) => ({
                  root: "web", /* outDir: "older" */
                  build: { outDir: `../build/${"web"}`, sourcemap: true },
                }));""",
        },
        {"preset": "sentry", "policy": "hidden"},
        ["Not known: where Vite writes (`outDir` in vite.config.ts: it is more than a text there)"],
        id="vite, an expression",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", "@sentry/vite-plugin", private=True),
            "vite.config.ts": 'export default { root: "web", build: { outDir: "../build/web", sourcemap: "hidden" } }',
            "pnpm-lock.yaml": "",
        },
        {"preset": "sentry", "paths": ["build/web"], "policy": "hidden"},
        [
            "Vite writes `build/web` (`outDir` in vite.config.ts), with hidden maps",
            "Sentry gets the maps: @sentry/vite-plugin (package.json)",
            "Next: pnpm run build && smaplint",
        ],
        id="vite, hidden maps for Sentry",
    ),
    pytest.param(
        {
            "package.json": package("vite build --outDir public/app --sourcemap hidden", "vite"),
            "vite.config.mts": "export default { build: { outDir: 'other' } }",
        },
        {"paths": ["public/app"], "policy": "hidden"},
        ["(package.json, script `build`), with hidden maps"],
        id="vite, by its command line",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", name="shelf", version="1.0.0", main="dist/shelf.js", license="MIT"),
            "vite.config.js": "export default { build: { lib: { entry: 'src/a.js' }, sourcemap: true } }",
        },
        {"preset": "npm", "paths": ["dist"], "policy": "allow"},
        ["Vite writes `dist`", "with maps", "Made for npm: package.json"],
        id="vite, a library",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", "vitest"),
            "vite.config.ts": """import { fileURLToPath } from "node:url";
                export default { build: { outDir: fileURLToPath(new URL("./www/js", import.meta.url)), sourcemap: 'inline' } }""",
        },
        {"paths": ["www/js"]},
        ["with inline maps"],
        id="vite, a URL of its own",
    ),
    pytest.param(
        {"package.json": package("webpack --mode production", "webpack")},
        {"paths": ["dist"]},
        ["webpack writes `dist`", "no maps unless `devtool` is set"],
        id="webpack, without a configuration",
    ),
    pytest.param(
        {
            "package.json": package("NODE_ENV=production npx webpack", "webpack", "@datadog/datadog-ci"),
            "webpack.config.js": """const path = require("path");
                module.exports = {
                  devServer: { static: { path: "elsewhere" } },
                  output: { path: path.resolve(__dirname, "public", 'js'), library: { name: "shelf" } },
                  devtool: "hidden-source-map",
                };""",
        },
        {"preset": "datadog", "paths": ["public/js"], "policy": "hidden"},
        ["webpack writes `public/js` (`path` in webpack.config.js), with hidden maps", "Datadog gets the maps"],
        id="webpack",
    ),
    pytest.param(
        {
            "package.json": package("rollup -c", "rollup", version="1.0.0", module="lib/a.mjs", license="Apache-2.0"),
            "rollup.config.mjs": """export default {
                input: "src/a.js",
                output: [{ file: "lib/a.mjs", format: "es", sourcemap: true }, { file: 'lib/cjs/a.cjs', sourcemap: true }] }""",
        },
        {"preset": "npm", "paths": ["lib"], "policy": "allow"},
        ["Rollup writes `lib` (`file` in rollup.config.mjs), with maps"],
        id="rollup, a library",
    ),
    pytest.param(
        {
            "package.json": package("rollup -c", "rollup"),
            "rollup.config.mjs": 'import pkg from "./package.json"; export default { output: { file: pkg.main } }',
        },
        {},
        ["Not known: where Rollup writes (`file` in rollup.config.mjs: it is more than a text there)"],
        id="rollup, a variable",
    ),
    pytest.param(
        {"package.json": package("esbuild src/a.ts --bundle --outfile=public/js/a.js --sourcemap=linked", "esbuild")},
        {"paths": ["public/js"]},
        ["esbuild writes `public/js` (package.json, script `build`), with maps"],
        id="esbuild",
    ),
    pytest.param(
        {
            "package.json": package("node ./scripts/build.mjs", "esbuild"),
            "scripts/build.mjs": "import * as esbuild from 'esbuild';\nawait esbuild.build({ outdir: 'www', sourcemap: true });",
        },
        {"paths": ["www"]},
        ["esbuild writes `www` (`outdir` in scripts/build.mjs), with maps"],
        id="esbuild, a script",
    ),
    pytest.param(
        {
            "package.json": package("next build", "next", "react", "@sentry/nextjs"),
            "next.config.mjs": "export default { productionBrowserSourceMaps: true, images: {} }",
        },
        {"preset": "sentry", "paths": [".next"], "exclude": [".next/cache", ".next/dev"]},
        ["Next.js writes `.next`", "with maps", "Published of that: `.next/static`"],
        id="next",
    ),
    pytest.param(
        {"package.json": package("next build", "next"), "next.config.js": "module.exports = { output: 'export' }"},
        {"paths": ["out"]},
        ["`output` in next.config.js is `export`"],
        id="next, exported",
    ),
    pytest.param(
        {
            "package.json": package("tsc -p .", "typescript", version="1.0.0", types="lib/a.d.ts"),
            "tsconfig.json": """{
                // where to
                "extends": "./tsconfig.base.json", "compilerOptions": { "outDir": "./lib", /* , */ "sourceMap": true, },
            }""",
            "tsconfig.base.json": {"compilerOptions": {"outDir": "other", "declaration": True}},
        },
        {"preset": "npm", "paths": ["lib"]},
        ["TypeScript writes `lib` (`outDir` in tsconfig.json), with maps"],
        id="tsc",
    ),
    pytest.param(
        {
            "package.json": package("tsc -b"),
            "tsconfig.json": {"files": [], "references": [{"path": "server"}, {"path": "./web/tsconfig.app.json"}]},
            "server/tsconfig.json": {"extends": "../base.json", "compilerOptions": {"sourceMap": True}},
            "base.json": {"compilerOptions": {"outDir": "out"}},
            "web/tsconfig.app.json": {"compilerOptions": {"noEmit": True}},
        },
        {"paths": ["out"]},
        ["TypeScript writes `out` (`outDir` in server/tsconfig.json), with maps"],
        id="tsc, references",
    ),
    pytest.param(
        {"package.json": package("tsc"), "tsconfig.json": {"compilerOptions": {"sourceMap": True}}},
        {},
        ["Not known: where TypeScript writes (tsconfig.json: without `outDir` it writes beside the sources)"],
        id="tsc, beside the sources",
    ),
    pytest.param(
        {"package.json": package("sass src/styles:public/css --style=compressed", "sass")},
        {"paths": ["public/css"]},
        ["Sass writes `public/css` (package.json, script `build`), with maps"],
        id="sass",
    ),
    pytest.param(
        {"package.json": package("sass a.scss dist/css/a.css && lessc a.less dist/less/a.css && postcss a.css -o dist/p/a.css")},
        {"paths": ["dist/css", "dist/less", "dist/p"]},
        ["Less writes `dist/less`", "PostCSS writes `dist/p`"],
        id="style sheets",
    ),
    pytest.param(
        {
            "package.json": package("ng build", "@angular/core"),
            "angular.json": {
                "projects": {
                    "shelf": {
                        "architect": {
                            "build": {
                                "builder": "@angular/build:application",
                                "options": {"outputPath": {"base": "dist/web"}},
                                "configurations": {"production": {"sourceMap": {"scripts": True, "hidden": True}}},
                            }
                        }
                    },
                    "admin": {"architect": {"build": {"builder": "@angular/build:application", "options": {}}}},
                    "ui": {"architect": {"build": {"builder": "@angular/build:ng-packagr"}}},
                }
            },
        },
        {"paths": ["dist/admin", "dist/web"], "policy": "hidden"},
        [
            "Angular writes `dist/web` (`outputPath` in angular.json), with hidden maps",
            "Angular writes `dist/admin` (by default; angular.json names no other); it writes no maps unless `sourceMap`",
            "Published of that: `dist/web/browser`",
        ],
        id="angular",
    ),
    pytest.param(
        {"package.json": package("nuxt build", "nuxt"), "nuxt.config.ts": "export default defineNuxtConfig({})"},
        {"paths": [".output"]},
        ["Nuxt writes `.output`", "Published of that: `.output/public`"],
        id="nuxt",
    ),
    pytest.param(
        {
            "package.json": package("astro check && astro build", "astro"),
            "astro.config.mjs": "export default defineConfig({ outDir: './site', vite: { build: { sourcemap: true } } })",
        },
        {"paths": ["site"]},
        ["Astro writes `site` (`outDir` in astro.config.mjs), with maps"],
        id="astro",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", "@sveltejs/kit", "@sveltejs/adapter-node"),
            "svelte.config.js": "import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter() } }",
            "vite.config.ts": "export default { plugins: [sveltekit()], build: { sourcemap: true } }",
        },
        {"paths": ["build"]},
        ["SvelteKit writes `build`", "with maps"],
        id="sveltekit",
    ),
    pytest.param(
        {"package.json": package("react-router build", "@react-router/dev", "vite"), "vite.config.ts": "export default {}"},
        {"paths": ["build"]},
        ["Published of that: `build/client`", "no maps unless `build.sourcemap of Vite` is set"],
        id="react-router",
    ),
    pytest.param(
        {"package.json": package("vite build", "vite", "laravel-vite-plugin"), "vite.config.js": "export default {}"},
        {"paths": ["public/build"]},
        [],
        id="laravel",
    ),
    pytest.param(
        {"package.json": package("react-scripts build", "react-scripts")}, {"paths": ["build"]}, [], id="create react app"
    ),
    pytest.param(
        {"package.json": package("parcel build index.html --dist-dir www", "parcel")}, {"paths": ["www"]}, [], id="parcel"
    ),
    pytest.param(
        {
            "package.json": package("turbo build", workspaces=["apps/*", "packages/**", "!packages/old"], private=True),
            "apps/web/package.json": package("vite build", "vite", private=True),
            "apps/admin/package.json": package("vite build", private=True),
            "apps/docs/package.json": package("next build", "next"),
            "packages/ui/kit/package.json": package("tsup --sourcemap", version="1.0.0", main="dist/a.js"),
            "packages/old/package.json": package("tsc"),
            "packages/ui/node_modules/x/package.json": package("vite build"),
        },
        {
            "paths": ["apps/*/dist", "apps/docs/.next", "packages/ui/kit/dist"],
            "exclude": ["apps/docs/.next/cache", "apps/docs/.next/dev"],
        },
        ["package.json: 4 packages (workspaces: apps/*, packages/**, !packages/old)", "Made for npm: packages/ui/kit/package"],
        id="monorepo",
    ),
    pytest.param(
        {
            "package.json": package("pnpm -r build", private=True),
            "pnpm-workspace.yaml": "# all\npackages:\n  - 'packages/*' \n  # - 'old/*'\n\n  - \"tools/one\"\ncatalog:\n  - x\n",
            "packages/a/package.json": package("rollup -c -d lib"),
            "tools/one/package.json": package("esbuild a.js --outdir=out"),
            "old/b/package.json": package("vite build"),
        },
        {"paths": ["packages/a/lib", "tools/one/out"]},
        ["pnpm-workspace.yaml: 2 packages"],
        id="monorepo of pnpm",
    ),
    pytest.param(
        {
            "package.json": package("nx run-many -t build"),
            "nx.json": {},
            "apps/web/project.json": {"targets": {"build": {"options": {"outputPath": "dist/apps/web"}}}},
        },
        {"paths": ["dist/apps/web"]},
        ["nx.json: 1 package", "Nx writes `dist/apps/web` (`outputPath` in apps/web/project.json)"],
        id="monorepo of nx",
    ),
    pytest.param(
        {
            "package.json": package("turbo run build", workspaces=["packages/*"]),
            "turbo.json": {"tasks": {"build": {"outputs": ["lib/**", "!lib/cache/**", ".next/**"]}}},
            "packages/a/package.json": package("our-own-tool"),
            "packages/a/lib/a.js": "",
        },
        {"paths": ["packages/a/lib"]},
        ["`outputs` in turbo.json"],
        id="monorepo of turbo",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "vite", "@sentry/react", "@posthog/cli"),
            ".github/workflows/ship.yml": "steps:\n  # - run: npx datadog-ci\n  - run: npx bugsnag-cli upload js\n",
            ".pre-commit-config.yaml": "repos: []",
        },
        {"preset": "bugsnag", "paths": ["dist"], "policy": "hidden"},
        [
            "Bugsnag gets the maps: bugsnag-cli (.github/workflows/ship.yml)",
            "PostHog gets the maps: @posthog/cli (package.json)",
            "Not known: who sends maps to Sentry (package.json has @sentry/react, which sends none)",
            "With pre-commit: https://github.com/smaplint/smaplint/blob/main/docs/ci.md#pre-commit",
            "In GitHub Actions: https://github.com/smaplint/smaplint/blob/main/docs/ci.md#github-actions",
        ],
        id="uploaders",
    ),
    pytest.param(
        {
            "package.json": package("webpack && sentry-cli sourcemaps upload dist && rollbar-cli upload-sourcemaps dist"),
            ".pre-commit-config.yaml": "repos: [{repo: https://github.com/smaplint/smaplint}]",
            ".github/workflows/ci.yml": "steps: [{uses: smaplint/smaplint@main}]",
        },
        {"preset": ["sentry", "rollbar"], "paths": ["dist"]},
        ["Sentry gets the maps: sentry-cli (package.json, script `build`)", "pre-commit: .pre-commit-config.yaml, with"],
        id="uploaders in scripts",
    ),
    pytest.param(
        {"package.json": package("vite build", "vite-plugin-rollbar", "@datadog/vite-plugin", "@bugsnag/webpack-plugin")},
        {"preset": "recommended", "paths": ["dist"], "policy": "hidden"},
        ["Rollbar gets the maps: vite-plugin-rollbar (package.json)", "Datadog gets", "Bugsnag gets"],
        id="plugins that upload in their own way",
    ),
    pytest.param(
        {
            "package.json": package("vite build", "@sentry/vite-plugin"),
            "vite.config.ts": "export default { plugins: [sentryVitePlugin({ sourcemaps: { filesToDeleteAfterUpload: ['**'] } })] }",
        },
        {"paths": ["dist"]},
        ["Maps are deleted after the upload (vite.config.ts): lint before that"],
        id="maps that are deleted",
    ),
    pytest.param(
        {"package.json": package("gulp"), "www/js/a.js.map": "{}", "www/js/a.js": ""},
        {"paths": ["www"]},
        ["`www` holds 1 map; nothing says what wrote it", "Next: smaplint"],
        id="an unknown tool, built",
    ),
    pytest.param(
        {"package.json": package("gulp", private=True)},
        {"policy": "none"},
        ["Not known: where the build goes (no tool that writes maps is in its scripts)", "smaplint FOLDER"],
        id="an unknown tool",
    ),
    pytest.param({}, {"preset": "recommended"}, ["Not known: where the build goes (there is no package.json)"], id="nothing"),
    pytest.param(
        {
            "package.json": package("", "vite", scripts={"dev": "vite", "test": "tsc -p tests", "preview": "vite preview"}),
            "vite.config.ts": "export default { build: { outDir: 'out' } }",
        },
        {"paths": ["out"]},
        [],
        id="no script that builds",
    ),
    pytest.param(
        {"package.json": package("our-own-tool", "vitest", "vite"), "vite.config.ts": "export default { test: {} }"},
        {},
        ["Not known: where the build goes"],
        id="a configuration of tests",
    ),
    pytest.param(
        {"package.json": package("our-own-tool"), "rollup.config.js": "export default { output: { dir: 'js' } }", "nuxt.config.ts": ""},
        {"paths": ["js"]},
        [],
        id="a configuration that names a folder",
    ),
    pytest.param(
        {
            "package.json": package("our-own-tool", workspaces=["a", "b", "c"]),
            "a/package.json": package("vite build"), "a/vite.config.ts": "",
            "b/package.json": package("", "nuxt"), "b/nuxt.config.ts": "",
            "c/package.json": package("", "next", "nuxt"),
        },
        {"paths": ["a/dist", "b/.output"]},
        ["package.json: 3 packages"],
        id="a framework with a configuration, and one without",
    ),
    pytest.param(
        {"package.json": package("vite build --outDir ../elsewhere && esbuild a.js --outdir=/srv/www && swc src -d .")},
        {},
        [
            "Not known: where Vite writes (package.json, script `build`: `../elsewhere` is no folder below this one)",
            "`/srv/www` is no folder below this one",
            "where SWC writes",
        ],
        id="folders that are none of the project's",
    ),
    pytest.param(
        {"package.json": package('concurrently "tsc -p lib" "cross-env A=1 vite build" && bun build a.ts --outdir=bun'), "lib/tsconfig.json": {"compilerOptions": {"outDir": "../js"}}},
        {"paths": ["bun", "dist", "js"]},
        [],
        id="commands in commands",
    ),
    pytest.param(
        {"package.json": package("vite build --outDir 'a b: {c}' && esbuild a.js --outdir=null && esbuild a.js --outdir=1e5")},
        {"paths": ["1e5", "null"]},
        ["`a b: {c}` is no folder below this one"],
        id="names that YAML would read otherwise",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected", "says"), PROJECTS)
def test_project(tmp_path: Path, files: Files, expected: dict[str, object], says: list[str]) -> None:
    write(tmp_path, files)
    start, data = planned(tmp_path)
    said = "\n".join((*start.said, *start.next))
    for words in says:
        assert words in said
    assert "paths" in expected or "paths" not in data
    for key, value in expected.items():
        assert data.get(key) == value, said
    assert "exclude" in expected or "exclude" not in data


# Where it is built: what the tool is, its command, and files. The maps that it writes have nothing wrong.
BUILDS = [
    pytest.param("vite build", {"vite.config.js": 'export default { build: { outDir: "web", sourcemap: "hidden" } }', "index.html": '<script type="module" src="/src/a.js"></script>'}, "web", id="vite"),
    pytest.param("webpack --version", {"webpack.config.cjs": "module.exports = { entry: './src/a.js', mode: 'production', devtool: 'source-map', output: { path: require('path').join(__dirname, 'public', 'js') } }"}, "public/js", id="webpack"),
    pytest.param("rollup -c", {"rollup.config.mjs": 'export default { input: "src/a.js", output: { dir: "lib", sourcemap: true } }'}, "lib", id="rollup"),
    pytest.param("node build.mjs", {"build.mjs": 'import { build } from "esbuild"; await build({ entryPoints: ["src/a.js"], bundle: true, minify: true, sourcemap: true, outdir: "www" });'}, "www", id="esbuild"),
    pytest.param("tsc -p tsconfig.json", {"tsconfig.json": '{ "compilerOptions": { "outDir": "js", "sourceMap": true, "inlineSources": true, "strict": true }, "include": ["src/*.ts"] } // all'}, "js", id="tsc"),
    pytest.param("sass src:css --embed-sources", {"src/a.scss": "$c: red;\n.a { .b { color: $c; } }\n"}, "css", id="sass"),
]  # fmt: skip
SOURCES: Files = {
    "src/a.js": 'import { title } from "./b.js";\ndocument.body.append(title("shelf"));\n',
    "src/b.js": "export function title(name) {\n  if (!name) throw new Error('no name');\n  return name.toUpperCase();\n}\n",
    "src/c.ts": "export const pages = (books: number[]): number => books.reduce((sum, one) => sum + one, 0);\n",
}


@pytest.mark.node
@pytest.mark.parametrize(("command", "files", "folder"), BUILDS)
def test_real_build_is_silent(tmp_path: Path, command: str, files: Files, folder: str) -> None:
    """What `init` writes finds the output of the real tool and nothing wrong in it, notes left aside."""
    modules = installed(Path(__file__).parent / "builds") / "node_modules"
    write(tmp_path, {"package.json": package(command, type="module", private=True), **SOURCES, **files})
    (tmp_path / "node_modules").symlink_to(modules)
    start, data = planned(tmp_path)
    if command.startswith("webpack"):
        # Its own command line is a package that the corpus has no need of.
        script = "import webpack from 'webpack'; import c from './webpack.config.cjs'; webpack(c, (e, s) => { if (e ?? s.hasErrors()) throw e ?? s })"
        run(["node", "--input-type=module", "--eval", script], tmp_path)
    else:
        path = f"{modules}/.bin{os.pathsep}{os.environ['PATH']}"
        run(command.split(), tmp_path, env=environment(PATH=path))
    assert data["paths"] == [folder]
    (tmp_path / ".smaplint.yaml").write_text(start.config)
    done = subprocess.run(
        [sys.executable, "-m", "smaplint", "--fail-on", "warning"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^Linted [1-9]", done.stdout, re.MULTILINE)
    assert any(f"`{folder}` is built: " in line for line in init.plan(str(tmp_path)).said)


class TestWriting:
    @pytest.fixture
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / ".git").mkdir()
        write(tmp_path, {"package.json": package("vite build", "vite"), "dist/a.js.map": "{}"})
        monkeypatch.chdir(tmp_path)
        return tmp_path

    def test_writes_and_says(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["init"]) == 0
        said = capsys.readouterr().out
        assert said.endswith("Wrote .smaplint.yaml\n\nNext: smaplint\n")
        assert "`dist` is built: 1 map in it" in said
        assert (here / ".smaplint.yaml").read_text() == init.plan(".").config
        assert cli.run(["config"]) == 0
        assert ".smaplint.yaml:" in capsys.readouterr().out

    def test_dry_run_prints_the_file_alone(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["init", "--dry-run"]) == 0
        captured = capsys.readouterr()
        assert captured.out == init.plan(".").config
        assert "Vite writes `dist`" in captured.err
        assert not (here / ".smaplint.yaml").exists()

    def test_another_folder(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(here, {"web/package.json": package("next build", "next")})
        assert cli.run(["init", "web"]) == 0
        assert "Wrote web/.smaplint.yaml" in capsys.readouterr().out
        assert "paths: [.next]" in (here / "web/.smaplint.yaml").read_text()

    @pytest.mark.parametrize("name", [".smaplint.yaml", "smaplint.yaml"])
    def test_what_is_there_stays(self, here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
        (here / name).write_text("preset: spec\n")
        assert cli.run(["init"]) == 2
        assert capsys.readouterr().err == (
            f"smaplint: `{name}` configures smaplint here already, and was left as it is; `--force` replaces it\n"
        )
        assert (here / name).read_text() == "preset: spec\n"
        assert cli.run(["init", "--dry-run"]) == 0
        assert f"`{name}` is there" in capsys.readouterr().err
        assert cli.run(["init", "--force"]) == 0
        assert (here / name).read_text() == init.plan(".").config
        assert cli.run(["config"]) == 0

    @pytest.mark.parametrize(
        ("name", "text", "what"),
        [
            ("pyproject.toml", "[tool.smaplint]\npreset = 'spec'\n", "[tool.smaplint] of pyproject.toml"),
            ("smaplint.yml", "", "smaplint.yml"),
        ],
    )
    def test_never_beside_another(
        self, here: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, what: str
    ) -> None:
        (here / name).write_text(text)
        for options in ([], ["--force"]):
            assert cli.run(["init", *options]) == 2
            assert f"`{what}` configures smaplint here already" in capsys.readouterr().err
        assert not (here / ".smaplint.yaml").exists()

    def test_pyproject_of_others(self, here: Path) -> None:
        (here / "pyproject.toml").write_text("[project]\nname = 'smaplint-user'\n")
        assert cli.run(["init"]) == 0

    def test_no_folder(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["init", "absent"]) == 2
        assert capsys.readouterr().err == "smaplint: `absent` is no folder\n"

    def test_cannot_be_written(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (here / ".smaplint.yaml").mkdir()
        assert cli.run(["init", "--force"]) == 2
        assert "could not write" in capsys.readouterr().err


HOSTILE: list[tuple[str, Files]] = [
    ("not UTF-8", {"package.json": b'{"name": "\xff"}'}),
    ("not JSON", {"package.json": "{"}),
    ("an array", {"package.json": []}),
    ("deep", {"package.json": '{"scripts": ' * 100_000}),
    ("deep and open", {"package.json": "[" * 900_000}),
    ("huge", {"package.json": b'{"name": "' + b"a" * 3_000_000 + b'"}'}),
    ("a long number", {"package.json": '{"version": ' + "1" * 500_000 + "}"}),
    (
        "wrong types",
        {
            "package.json": {
                "scripts": ["vite build"], "devDependencies": 7, "dependencies": [1], "workspaces": {"packages": [3, {}]},
                "private": "yes", "license": {"type": "MIT"}, "packageManager": 3, "name": [], "main": {},
            },
            "angular.json": {"projects": {"a": [], "b": {"architect": 3}, "c": {"architect": {"build": {"options": {"outputPath": 7}}}}}},
            "turbo.json": {"tasks": []}, "nx.json": [], "lerna.json": {"packages": 3}, "project.json": {"targets": {"build": 3}},
            "tsconfig.json": {"compilerOptions": 3, "references": [1, {"path": 2}], "extends": {}},
        },
    ),
    ("wrong scripts", {"package.json": {"scripts": {"build": 3, "b": ["vite"], "": "", "c": "'unclosed && vite build", "d": "\0"}}}),
    ("a circle", {"package.json": package("tsc -b"), "tsconfig.json": {"extends": "./tsconfig.json", "references": [{"path": "."}, {"path": "./a"}]}, "a/tsconfig.json": {"references": [{"path": ".."}], "extends": ["../tsconfig.json"] * 9}}),
    ("quotes", {"package.json": package("vite build"), "vite.config.ts": r"'\'" * 60_000}),
    ("braces", {"package.json": package("webpack"), "webpack.config.js": "output:{" * 20_000}),
    ("keys", {"package.json": package("vite build"), "vite.config.js": "outDir:resolve(" * 12_000}),
    ("comments", {"package.json": package("vite build"), "vite.config.js": "/*" * 90_000}),
    ("blanks", {"tsconfig.json": "{" + ", " * 300_000, "package.json": package("tsc")}),
    ("a script", {"package.json": package("'" * 4000 + "vite build " * 100_000)}),
    ("injection", {"package.json": package("vite build --outDir 'dist\npreset: spec\n#'"), "vite.config.ts": "export default { outDir: '::error::x' }"}),
    ("a name that is one", {"package.json": package("webpack", "\n::error::@x/y-bugsnag-plugins"), "pnpm-workspace.yaml": "packages:\n - '**'\n - '*\x1b[31m'\n"}),
]  # fmt: skip


@pytest.mark.parametrize("files", [files for _, files in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_files(tmp_path: Path, files: Files) -> None:
    """No traceback, no line of their own, and the configuration loads. What is quadratic would take minutes."""
    write(tmp_path, files)
    start, _ = planned(tmp_path)
    for line in (*start.said, *start.next, *start.config.splitlines()):
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
    assert all(
        line.startswith(("#", "preset:", "paths:", "exclude:")) or not line for line in start.config.splitlines()
    )


def test_pipes_and_links_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "package.json")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "pnpm-workspace.yaml").write_text("packages:\n- '**'\n")
    (tmp_path / "vite.config.ts").symlink_to("/dev/zero")
    start, data = planned(tmp_path)
    assert "paths" not in data
    assert "pnpm-workspace.yaml: 0 packages (workspaces: **)" in start.said


KEYS = [
    *("scripts", "devDependencies", "workspaces", "packages", "license", "private", "main", "version", "name", "build"),
    *(
        "vite",
        "next",
        "outputPath",
        "projects",
        "architect",
        "options",
        "compilerOptions",
        "references",
        "path",
        "extends",
    ),
    *("outDir", "tasks", "outputs"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["package.json", "angular.json", "tsconfig.json", "turbo.json"]), value=JSON)
def test_any_json(tmp_path: Path, name: str, value: object) -> None:
    write(tmp_path, {"package.json": package("tsc -b && ng build", workspaces=["*"]), "angular.json": {}, name: value})
    planned(tmp_path)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("outDir: 'a'", [("a", False)]),
        ('"outDir" : "a/b",', [("a/b", False)]),
        ("outDir: `a`}", [("a", False)]),
        ("outDir: `a/${x}`", [("", False)]),
        ("outDir: 'a' + x,", [("", False)]),
        ("outDir: x ? 'a' : 'b',", [("", False)]),
        ("outDir: path.resolve(__dirname, '../a', 'b'),", [("../a/b", True)]),
        ("outDir: join(import.meta.dirname, 'a')", [("a", True)]),
        ("outDir: resolve('a')", [("a", True)]),
        ("outDir: require('node:path').join(__dirname, 'a'),", [("a", True)]),
        ("outDir: resolve(root, 'a')", [("", False)]),
        ("outDir: new URL('a', import.meta.url).pathname,", [("a", True)]),
        ("{ outDir, }", [("", False)]),
        ("outDir: 'a' }, { outDir: 'b' }", [("a", False), ("b", False)]),
        ("x.outDir = 'a'; myoutDir: 'b'; outDirs: 'c'; outDir::b", []),
    ],
)
def test_values(code: str, found: list[tuple[str, bool]]) -> None:
    assert list(values(code, "outDir")) == [Value(*one) for one in found]


def test_words_and_blocks() -> None:
    code = "a: { sourcemap: true, x: [1, { sourcemap: 'hidden' }] }, sourcemap: !dev, b: { y: {} }"
    assert list(words_of(code, "sourcemap")) == ["true", "hidden", "?"]
    assert block(code, "a") == " sourcemap: true, x: [1, { sourcemap: 'hidden' }] "
    assert block("a: {", "a") == ""
    assert without_comments("a // 'b'\n'// c' /* d\n */ `/*` \"\\\"//\"") == 'a  \n\'// c\'   `/*` "\\"//"'


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("A=1 B='c d' npx --yes vite build", [["vite", "build"]]),
        ("npm run a && pnpm exec tsc -b; yarn tsup|cat", [["npm", "run", "a"], ["tsc", "-b"], ["tsup"], ["cat"]]),
        ("dotenv -e .env -- vite build", [["vite", "build"]]),
        ("bun run build.ts", [["build.ts"]]),
        ("bun build a.ts", [["bun", "build", "a.ts"]]),
        ("'unclosed", [["'unclosed"]]),
        ("", []),
    ],
)
def test_commands(script: str, found: list[list[str]]) -> None:
    assert list(commands(script)) == found


def test_paths_of_a_folder(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path)).below("a/b")
    given = [
        "c",
        "./c/",
        "../c",
        "../../c",
        "../..",
        "../../../c",
        "/c",
        "",
        "node_modules/x",
        "c*",
        "c\n",
        "~",
        "C:\\d",
    ]
    assert [folder.inside(path) for path in given] == ["a/b/c", "a/b/c", "a/c", "c", *[""] * 9]
