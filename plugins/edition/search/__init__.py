"""Search: what is found of each page, the index that Pagefind makes of it, and the tables of its facets."""
