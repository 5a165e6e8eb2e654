"""How a document is cited: a record of it, the sentences of each style, the files that programs read."""
