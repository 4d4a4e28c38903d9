"""What Bookshelf asks of its builds; each module is a rule."""

# Where a report leads its reader; `{name}` is the rule's.
DOCS = "https://bookshelf.example/lint/{name}"
