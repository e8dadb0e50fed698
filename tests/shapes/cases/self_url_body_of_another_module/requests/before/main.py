"""A guest calls the concierge."""

from concierge.client import ConciergeClient

if __name__ == "__main__":
    print("token" in ConciergeClient().open("guest_1", "12"))
