import sys

from tests.bundler_docs import main

sys.exit(main())
