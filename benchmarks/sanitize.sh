#!/usr/bin/env bash
# The compiled modules under AddressSanitizer and UndefinedBehaviorSanitizer, over real maps and broken ones, and by those tests
# that compare them with plain Python; then once more without vectors, as on a machine that has none:
#   bash benchmarks/sanitize.sh [--count N] [FOLDER…]
# Needs gcc with libasan, and Cython and pytest in the environment. It builds into a temporary folder and leaves the checkout alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lib"
cp -r smaplint "$work/lib/"
cp setup.py pyproject.toml README.md LICENSE "$work/"
cp -r rules "$work/"
# The tests of the quick pass run all rules.
cp -r rules "$work/lib/smaplint/"
ln -s "$work/lib/smaplint" "$work/smaplint"
# Python's own flags have -fwrapv, under which no sum overflows.
flags='-O1 -g -fno-wrapv -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -UNDEBUG'
sanitized() {
  # The interpreter's own allocator would hide what is read behind a text; what it leaks at its end is not ours.
  env -u SMAPLINT_PURE PYTHONPATH="$work/lib:$PWD" PYTHONMALLOC=malloc PYTHONDONTWRITEBYTECODE=1 \
    ASAN_OPTIONS=detect_leaks=0:halt_on_error=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
    LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
    "$python" -P -m "$@"
}
for vectors in '' -DSL_WORDS; do
  echo "with ${vectors:-vectors}"
  rm -rf "$work"/build "$work"/lib/smaplint/*.so
  (cd "$work" && env -u SMAPLINT_PURE CC="${CC:-gcc}" CFLAGS="$flags $vectors" LDFLAGS='-fsanitize=address,undefined' \
    "$python" setup.py --quiet build_ext --inplace)
  for module in $(cd smaplint && grep -l '^import cython$' _*.py); do
    ls "$work/lib/smaplint/${module%.py}".*.so > /dev/null
  done
  sanitized benchmarks.fuzz_scan "$@"
  # What is installed would come before the modules that were built here.
  sanitized pytest --quiet -p no:cacheprovider -o pythonpath="$work/lib $PWD" -m 'not node and not slow' \
    tests/test_scan.py tests/test_compare.py tests/test_lies.py tests/test_sieve.py tests/test_quick.py -k 'not WhichPath'
done
