#!/usr/bin/env bash
# The compiled pass under AddressSanitizer and UndefinedBehaviorSanitizer, over real maps and broken ones:
#   bash benchmarks/sanitize.sh [--count N] [FOLDER…]
# Needs gcc with libasan, and Cython in the environment. It builds into a temporary folder and leaves the checkout alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lib"
cp -r smaplint "$work/lib/"
rm -f "$work"/lib/smaplint/*.so
cp setup.py pyproject.toml README.md LICENSE "$work/"
cp -r rules "$work/"
ln -s "$work/lib/smaplint" "$work/smaplint"
# Python's own flags have -fwrapv, under which no sum overflows.
flags='-O1 -g -fno-wrapv -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
(cd "$work" && env -u SMAPLINT_PURE CC="${CC:-gcc}" CFLAGS="$flags -UNDEBUG" LDFLAGS='-fsanitize=address,undefined' \
  "$python" setup.py --quiet build_ext --inplace)
ls "$work"/lib/smaplint/_scan.*.so > /dev/null
# The interpreter's own allocator would hide what is read behind a text; what it leaks at its end is not ours.
env -u SMAPLINT_PURE PYTHONPATH="$work/lib:$PWD" PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 \
  ASAN_OPTIONS=detect_leaks=0:halt_on_error=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
  LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
  "$python" -P -m benchmarks.fuzz_scan "$@"
