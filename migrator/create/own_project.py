"""Is the key the one of the project that this section of the lock is about?

A key sees the agents of one project alone (docs/introduction/authentication), and those of another
look as if they were gone. So what the lock knows is compared with what the key sees.
"""

from __future__ import annotations

from migrator.create.census import Census
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError


def expect_own_project(place: Workplace, census: Census) -> None:
    """Raises ApiError where the key looks like that of another project; nothing is changed then."""
    problem = other_project(place, census)
    if problem is not None:
        raise ApiError(problem)


def other_project(place: Workplace, census: Census) -> str | None:
    """What speaks against this key, None when nothing does."""
    keeper = place.keeper
    locked = {agent.id for agent in keeper.agents.values()}
    if locked & census.ids:
        return None
    # Sections may share a project, but then someone has said so.
    for name, ids in () if place.shares_project else keeper.ids_elsewhere.items():
        if seen := len(ids & census.ids):
            return (
                f"This key sees {seen} of the {len(ids)} agents that the lock has for environment "
                f"{name!r}, and none of {keeper.environment!r}: it is the key of {name!r}'s "
                f"project. Set the key of {keeper.environment!r}, or, where both are meant to be "
                "in one project, pass --shared-project."
            )
    if locked:
        return (
            f"This key sees none of the {len(locked)} agents that the lock has for environment "
            f"{keeper.environment!r}: it looks like the key of another project. If they were "
            "deleted, take their entries out of the lock."
        )
    return None
