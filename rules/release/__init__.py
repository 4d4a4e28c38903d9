"""The whole output, and against last time."""
