"""Runs: the stages put together, one file a run. Nothing here prints; nothing imports `cli`."""
