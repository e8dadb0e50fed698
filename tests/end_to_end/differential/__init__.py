"""Generated programs, run before and after their migration, against the same server."""
