"""The rules: one module per check, in one folder per family. Installed as `smaplint.rules`."""

if __name__ != "smaplint.rules":
    raise ImportError("this folder is `smaplint.rules`: run `pip install -e .`, then import that")
