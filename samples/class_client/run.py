"""One patient: first at the bedside, then from home."""

import sys

from client import LinesBusy, NurseClient

PATIENT = "patient_5512"


def main() -> int:
    nurse = NurseClient()
    try:
        bedside = nurse.open_session(PATIENT, ward="4-north")
        chat = nurse.open_chat(PATIENT)
    except LinesBusy:
        print("All lines are busy, the screen shows the number of the ward.")
        return 1

    for place, opened in (("bedside video", bedside), ("chat at home", chat)):
        print(f"{PATIENT}, {place}: {'open' if opened['token'] else 'no token'}")
        nurse.end(opened["connection"]["id"])
    print(f"{PATIENT} was seen: {', '.join(sorted(nurse.places(PATIENT)))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
