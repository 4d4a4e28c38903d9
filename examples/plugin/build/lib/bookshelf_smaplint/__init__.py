"""The rules of Bookshelf's own for smaplint."""
