"""How a document is cited: one record of it, the sentences of each style, and the files that programs read."""
