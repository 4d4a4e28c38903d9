"""The tools that build projects: how they are called, how they are configured, and where they write by default."""

from typing import Final, NamedTuple


class Tool(NamedTuple):
    """A program that writes generated files.

    `configs`: names of its configurations, without the ending where it is a script's. `default`: where it writes unless
    told otherwise, "" where nothing is known then. `keys`, `files`: what in a configuration names a folder or a file,
    inside of `block` if there is one; `root`: what names the folder that those are relative to. `programs`: how scripts
    call it, with the word behind it where one is needed. `options`, `file_options`: the same on the command line.
    `packages`: dependencies that tell, where it is called by another name. `app`: what it makes is no library;
    `public`: the part of it that is published, where the rest stays on the server.
    `maps`: what in a configuration turns maps on; `setting`: that, for people, where none are written without it.
    """

    name: str
    programs: tuple[str, ...]
    configs: tuple[str, ...] = ()
    default: str = ""
    keys: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    block: str = ""
    root: str = ""
    options: tuple[str, ...] = ()
    file_options: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    app: bool = False
    public: str = ""
    maps: tuple[str, ...] = ()
    setting: str = ""


_SOURCE_MAPS: Final = ("sourcemap", "sourceMap", "sourceMaps")

# Frameworks stand before the bundlers that they call: the first of them that fits a command or a dependency takes it.
TOOLS: Final = (
    Tool("Next.js", ("next build",), ("next.config",), ".next", ("distDir",), packages=("next",), public="static", app=True,
         maps=("productionBrowserSourceMaps",), setting="productionBrowserSourceMaps"),
    Tool("Nuxt", ("nuxt build", "nuxi build", "nuxt generate", "nuxi generate"), ("nuxt.config",), ".output", packages=("nuxt", "nuxt3"), public="public", app=True,
         maps=_SOURCE_MAPS),
    Tool("Astro", ("astro build",), ("astro.config",), "dist", ("outDir",), packages=("astro",), app=True,
         maps=_SOURCE_MAPS, setting="vite.build.sourcemap"),
    Tool("SvelteKit", ("vite build", "svelte-kit build"), ("svelte.config",), ".svelte-kit/output", packages=("@sveltejs/kit",), public="client", app=True,
         maps=_SOURCE_MAPS, setting="build.sourcemap of Vite"),
    Tool("React Router", ("react-router build", "remix vite:build", "remix build"), ("react-router.config",), "build", ("buildDirectory",),
         packages=("@react-router/dev", "@remix-run/dev"), public="client", app=True, maps=_SOURCE_MAPS, setting="build.sourcemap of Vite"),
    Tool("Laravel's Vite", ("vite build",), ("vite.config",), "build", ("buildDirectory",), packages=("laravel-vite-plugin",), app=True,
         maps=_SOURCE_MAPS, setting="build.sourcemap"),
    Tool("Create React App", ("react-scripts build", "craco build", "react-app-rewired build"), (), "build", packages=("react-scripts",), app=True),
    Tool("Vue CLI", ("vue-cli-service build",), ("vue.config",), "dist", ("outputDir",), packages=("@vue/cli-service",), app=True,
         maps=("productionSourceMap",)),
    Tool("Gatsby", ("gatsby build",), (), "public", packages=("gatsby",), app=True),
    Tool("Docusaurus", ("docusaurus build",), (), "build", packages=("@docusaurus/core",), app=True),
    Tool("Expo", ("expo export",), (), "dist", options=("--output-dir",), packages=("expo",), app=True, setting="--source-maps"),
    Tool("electron-vite", ("electron-vite build",), ("electron.vite.config",), "out", ("outDir",), app=True,
         maps=_SOURCE_MAPS, setting="build.sourcemap"),
    Tool("Vite", ("vite build", "rolldown-vite build"), ("vite.config",), "dist", ("outDir",), root="root", options=("--outDir",),
         maps=_SOURCE_MAPS, setting="build.sourcemap"),
    Tool("Rsbuild", ("rsbuild build",), ("rsbuild.config",), "dist", ("root",), block="distPath", options=("--dist-path",),
         maps=_SOURCE_MAPS, setting="output.sourceMap"),
    Tool("webpack", ("webpack",), ("webpack.config", "webpack.prod", "webpack.common", "webpack.config.prod"), "dist", ("path",), block="output",
         options=("-o", "--output-path"), maps=("devtool",), setting="devtool"),
    Tool("Rspack", ("rspack",), ("rspack.config",), "dist", ("path",), block="output", options=("-o", "--output-path"),
         maps=("devtool",), setting="devtool"),
    Tool("Parcel", ("parcel build",), (), "dist", options=("--dist-dir",), packages=("parcel",)),
    Tool("tsup", ("tsup",), ("tsup.config",), "dist", ("outDir",), options=("-d", "--out-dir"), maps=_SOURCE_MAPS, setting="sourcemap"),
    Tool("tsdown", ("tsdown",), ("tsdown.config",), "dist", ("outDir",), options=("-d", "--out-dir"), maps=_SOURCE_MAPS, setting="sourcemap"),
    Tool("unbuild", ("unbuild",), ("build.config",), "dist", ("outDir",), maps=_SOURCE_MAPS, setting="sourcemap"),
    Tool("microbundle", ("microbundle",), (), "dist"),
    Tool("Rolldown", ("rolldown",), ("rolldown.config",), "dist", ("dir",), ("file",), options=("-d", "--dir"), file_options=("-o", "--file"),
         maps=_SOURCE_MAPS, setting="output.sourcemap"),
    Tool("Rollup", ("rollup",), ("rollup.config",), "", ("dir",), ("file",), options=("-d", "--dir"), file_options=("-o", "--file"),
         maps=_SOURCE_MAPS, setting="output.sourcemap"),
    Tool("esbuild", ("esbuild",), ("esbuild.config", "esbuild"), "", ("outdir",), ("outfile",), options=("--outdir",), file_options=("--outfile",),
         maps=_SOURCE_MAPS, setting="sourcemap"),
    Tool("Bun", ("bun build",), (), "", ("outdir",), options=("--outdir",), file_options=("--outfile",), maps=_SOURCE_MAPS, setting="sourcemap"),
    Tool("ncc", ("ncc build",), (), "dist", options=("-o", "--out"), setting="--source-map"),
    Tool("SWC", ("swc",), (), "", options=("-d", "--out-dir"), file_options=("-o", "--out-file"), setting="sourceMaps"),
    Tool("Babel", ("babel",), (), "", options=("-d", "--out-dir"), file_options=("-o", "--out-file"), setting="--source-maps"),
    Tool("Terser", ("terser",), (), "", file_options=("-o", "--output"), setting="--source-map"),
    Tool("Sass", ("sass",), (), ""),
    Tool("Less", ("lessc",), (), "", setting="--source-map"),
    Tool("PostCSS", ("postcss",), (), "", options=("-d", "--dir"), file_options=("-o", "--output")),
)  # fmt: skip

TYPESCRIPT: Final = Tool("TypeScript", ("tsc",), setting="sourceMap")
ANGULAR: Final = Tool(
    "Angular",
    ("ng build",),
    ("angular.json",),
    packages=("@angular/core",),
    public="browser",
    app=True,
    setting="sourceMap",
)
NX: Final = Tool("Nx", ("nx build",))
TURBO: Final = Tool("Turborepo", ("turbo build",))
