"""People of the depot."""

from dataclasses import dataclass


@dataclass
class Driver:
    """Drives a van."""

    number: str
    route: str
