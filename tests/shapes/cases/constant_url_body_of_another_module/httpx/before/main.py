"""One lesson."""

import asyncio

from tutor.sessions import open_lesson

if __name__ == "__main__":
    print("token" in asyncio.run(open_lesson("pupil_8", "integrals")))
