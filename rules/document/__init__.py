"""The JSON document and its fields."""
