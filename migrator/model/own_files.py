"""The files that this tool keeps in projects, by their names."""

from __future__ import annotations

LOCK_FILE = "omniagent.lock.json"
DEFINITIONS_FILE = "omniagents.toml"
ENV_FILE = ".env.omniagent"
BASELINE_FILE = ".migrator-baseline.json"
# They name functions of the project for people, and nothing calls what they name.
OWN_FILES = (DEFINITIONS_FILE, LOCK_FILE, BASELINE_FILE)
_FIRST_ENVIRONMENT = "default"


def env_file(environment: str) -> str:
    """The file with the agent ids of an environment, for code that finds them in variables."""
    return ENV_FILE if environment == _FIRST_ENVIRONMENT else f"{ENV_FILE}.{environment}"
