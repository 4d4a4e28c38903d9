"""Debug IDs: the one link between a file in production and its map that needs no URL."""
