"""The comment, and who belongs to whom."""
