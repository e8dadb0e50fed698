"""Worker that opens the socket sessions of today's Spanish lessons.

Lessons wait in a queue. The worker opens a session for each, hands the socket URL
to the media bridge and closes the session when the lesson is over.
"""

import asyncio
import base64
import json
import logging
import os
from dataclasses import dataclass

import aiohttp

logger = logging.getLogger("lessons")

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
CONNECTIONS_URL = BASE_URL + "/public/ws-connections"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

# Each school chooses the voice of its tutor.
TUTOR_VOICE = os.environ.get("NAPSTER_VOICE", "sage")

TUTOR_INSTRUCTIONS = (
    "You teach Spanish to adults who are new to it. "
    "Speak slowly, correct one mistake at a time, and praise what went well."
)


@dataclass
class Lesson:
    learner: str
    unit: str
    modality: str = "audio"
    opening: str | None = None


async def work(lessons: asyncio.Queue[Lesson]) -> None:
    """Open and close one session a lesson until the queue is empty."""
    async with aiohttp.ClientSession(headers=HEADERS) as http:
        while not lessons.empty():
            lesson = lessons.get_nowait()
            payload = {
                "companionId": "comp_tutor",
                "language": "Spanish",
                "disableIdleTimeout": True,  # learners think before they answer
                "providerConfig": {
                    "voiceId": TUTOR_VOICE,
                    "settings": {
                        "instructions": TUTOR_INSTRUCTIONS,
                        "temperature": 0.5,
                        "turnDetection": {},
                    },
                },
                "externalClientId": lesson.learner,
                "modality": lesson.modality,
                "tags": {"unit": lesson.unit},
            }
            if lesson.opening:
                payload["initialSpeech"] = lesson.opening

            async with http.post(CONNECTIONS_URL, json=payload) as response:
                if response.status != 200:
                    logger.error("%s: %s", lesson.learner, await response.text())
                    response.raise_for_status()
                session = await response.json()

            bridge(lesson, session["token"])

            # The DELETE is what frees the slot; the socket closing is not enough.
            connection_id = session["connection"]["id"]
            async with http.delete(
                f"{BASE_URL}/public/connections/{connection_id}"
            ) as response:
                response.raise_for_status()
            lessons.task_done()


def bridge(lesson: Lesson, token: str) -> None:
    """Hand the socket over to the media bridge, here only shown."""
    socket = json.loads(base64.b64decode(token))
    state = "socket ready" if socket["url"] else "no socket"
    print(f"{lesson.learner}, {lesson.unit} ({lesson.modality}): {state}")


async def main() -> None:
    lessons: asyncio.Queue[Lesson] = asyncio.Queue()
    for lesson in (
        Lesson("learner_ines", "unit-3", opening="Ask how the weekend was."),
        Lesson("learner_tom", "unit-1", modality="text"),
        Lesson("learner_yuki", "unit-7"),
    ):
        lessons.put_nowait(lesson)
    await work(lessons)


if __name__ == "__main__":
    asyncio.run(main())
