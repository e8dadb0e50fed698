"""Runs the kiosk from a checkout."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from kiosk.calls import open_kiosk

if __name__ == "__main__":
    print("token" in open_kiosk("visitor_1"))
