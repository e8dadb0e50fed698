"""A driver calls."""

from depot.dispatch import call_dispatcher
from depot.people import Driver

if __name__ == "__main__":
    print("token" in call_dispatcher(Driver("driver_1", "north")))
