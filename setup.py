"""Builds the compiled pass where there is a compiler; everything else is said in pyproject.toml.

Without Cython, without a compiler, or with one that fails, smaplint is installed all the same, in plain Python.
`SMAPLINT_PURE=1` builds none.
"""

import glob
import os
import sys

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext

# The largest share of a run is in loops over bytes that check their bounds themselves.
_DIRECTIVES = {
    "boundscheck": False,
    "cdivision": True,
    "initializedcheck": False,
    "language_level": 3,
    "wraparound": False,
}


def _extensions() -> list[Extension]:
    if os.environ.get("SMAPLINT_PURE", "0") not in ("", "0"):
        return []
    try:
        from Cython.Build import cythonize
    except ImportError:
        return []
    optimised = [] if sys.platform == "win32" else ["-O3"]
    headers = sorted(glob.glob("smaplint/*.h") + glob.glob("smaplint/*.pxd"))
    sources = [
        Extension(
            f"smaplint.{name}",
            [f"smaplint/{name}.py"],
            depends=headers,
            include_dirs=["smaplint"],
            extra_compile_args=optimised,
        )
        for name in ("_compare", "_lies", "_quick", "_scan", "_sieve", "_tokens")
    ]
    found: list[Extension] = cythonize(sources, build_dir="build", compiler_directives=_DIRECTIVES)
    for extension in found:
        # Not before: cythonize() does not keep it.
        extension.optional = True
    return found


class _BuildExt(build_ext):
    """Forgets the extensions that could not be built, so that nothing after it counts on them."""

    def run(self) -> None:
        super().run()
        built = [one for one in self.extensions or [] if os.path.exists(self.get_ext_fullpath(one.name))]
        self.distribution.ext_modules = built


class _Wheel(bdist_wheel):
    """A wheel for every platform where nothing was compiled: that is known once it has been tried."""

    def run(self) -> None:
        self.run_command("build")
        self.root_is_pure = not self.distribution.has_ext_modules()
        super().run()


setup(ext_modules=_extensions(), cmdclass={"build_ext": _BuildExt, "bdist_wheel": _Wheel})
