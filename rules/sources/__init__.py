"""Whose code it is: the names of the sources, their texts, and the root in front of them."""
