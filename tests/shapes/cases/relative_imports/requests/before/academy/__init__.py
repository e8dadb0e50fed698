"""The academy."""

from .constants import BASE_URL, LECTURER

__all__ = ["BASE_URL", "LECTURER"]
