"""How fast the engine is, beside two others, on the same texts and the same machine."""
