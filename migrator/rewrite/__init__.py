"""How the source changes: edits in place, their proof, and writing them to disk."""
