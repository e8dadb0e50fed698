"""Tests: they mirror `migrator/`; `end_to_end/` runs whole commands."""
