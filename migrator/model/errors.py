"""Every exception the migrator raises on purpose, and the exit code each one ends a run with.

MigratorError
├── InputError            2  wrong usage, configuration or input
│   ├── PackError            a rule pack that doesn't validate
│   ├── LockError            a lock, plan or journal that can't be read
│   └── StaleSourceError     a source changed since it was read
├── ApiError              4  the API refused or could not be reached; the run can be resumed
└── Interrupted         130  Ctrl-C; the run can be resumed
"""

from __future__ import annotations


class MigratorError(Exception):
    """Base of all. `str(error)` is one message: what happened, where, what to do next."""

    exit_code = 2


class InputError(MigratorError):
    """The command line, the configuration or a given file is wrong."""


class PackError(InputError):
    """A rule pack doesn't validate; the message names file, key and what was expected."""


class LockError(InputError):
    """`omniagent.lock.json`, a plan or a journal is broken; nothing was changed."""


class StaleSourceError(InputError):
    """A source file is not what it was when the plan read it; nothing was written."""


class ApiError(MigratorError):
    """The API refused or could not be reached. What was done is journaled; run again to resume."""

    exit_code = 4


class Interrupted(MigratorError):
    """The user pressed Ctrl-C. What was done is journaled; run again to resume."""

    exit_code = 130
