"""Words and flags -> ImageRequest: one grammar for every surface."""
