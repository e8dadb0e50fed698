"""Which files can matter: listing, byte search, candidates, encodings, and what git knows."""
