"""A run of creation in a process of its own, for tests that kill it. Prints a line an event."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.create.project import Project, requests


def main() -> None:
    base_url, root, count = sys.argv[1:]
    project = Project(Path(root), base_url, "sandbox-key")
    project.create(requests(int(count)), on_event=lambda event: print(event.kind, flush=True))


if __name__ == "__main__":
    main()
