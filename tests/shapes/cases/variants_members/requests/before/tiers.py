"""What members pay for."""

from enum import Enum


class Tier(Enum):
    """What a member pays for."""

    GOLD = "gold"
    FREE = "free"
