"""Moves Python code from per-session connections to Omniagents.

What users rely on is the command line and the files it writes; see README.md.
"""

__version__ = "0.1.0"
