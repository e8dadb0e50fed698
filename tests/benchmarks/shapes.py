"""The table of real shapes: each way to say the URL with each way to build the payload."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.benchmarks import clients, payloads, urls
from tests.benchmarks.draft import Draft, indented

PATHS = ("/public/connections", "/public/connections", "/public/ws-connections")
KEY = 'API_KEY = os.environ["NAPSTER_API_KEY"]'

_Row = tuple[int, Sequence[urls.Maker], Sequence[tuple[int, Sequence[payloads.Maker]]]]

# How often each row and column stood in 113 applications, for the rows without helpers.
_ROWS: tuple[_Row, ...] = (
    (
        132,
        urls.LITERAL,
        (
            (13, payloads.INLINE),
            (39, payloads.LOCAL),
            (9, payloads.CONDITIONAL),
            (2, payloads.SAME_FILE),
            (2, payloads.SPREAD),
            (2, payloads.MODELS),
            (2, payloads.IMPORTED),
        ),
    ),
    (
        42,
        urls.IN_CLASS,
        (
            (1, payloads.INLINE),
            (9, payloads.LOCAL),
            (6, payloads.CONDITIONAL),
            (1, payloads.SAME_FILE),
            (1, payloads.SPREAD),
            (1, payloads.IMPORTED),
        ),
    ),
    (
        40,
        urls.SETTINGS,
        (
            (2, payloads.INLINE),
            (5, payloads.LOCAL),
            (6, payloads.CONDITIONAL),
            (1, payloads.SAME_FILE),
            (2, payloads.SPREAD),
            (1, payloads.IMPORTED),
        ),
    ),
    (
        12,
        urls.ON_CLIENT,
        ((1, payloads.LOCAL), (2, payloads.CONDITIONAL), (1, payloads.MODELS)),
    ),
)


def tabled(rng: random.Random) -> list[Draft]:
    """Modules with one call each: every URL row, its payloads as often as they were counted."""
    drafts: list[Draft] = []
    number = 0
    for count, makers, columns in _ROWS:
        weights = [weight for weight, _ in columns]
        for turn in range(count):
            (_, column) = rng.choices(columns, weights)[0]
            drafts.append(_one_call(makers[turn % len(makers)], rng.choice(column), number, rng))
            number += 1
    return drafts


def _one_call(
    url_of: urls.Maker, payload_of: payloads.Maker, number: int, rng: random.Random
) -> Draft:
    given = payloads.fields(rng)
    url = url_of(rng.choice(PATHS), f"config_{number}")
    payload = payload_of(given, f"bodies_{number}")
    in_class = url.in_class or bool(url.parent)
    among = clients.WITH_BASE if url.base else clients.IN_CLASS if in_class else clients.PLAIN
    sending = among[number % len(among)](url.expression, payload.expression, url.base)
    parameters = [*([sending.given] if sending.given else []), *payload.parameters]
    first = [*payload.before, *sending.lines]
    name = rng.choice(("open_session", "start_session", "create_connection", "connect"))
    word = "async def" if sending.is_async else "def"
    blocks = [*url.blocks, *payload.blocks]
    if in_class:
        blocks.append(_class(url, sending, word, name, parameters, first))
    else:
        head = f"{word} {name}({', '.join(parameters)}) -> dict[str, object]:"
        blocks.append(f"{head}\n{indented(first, 4)}\n")
    return Draft(
        f"Opens sessions of the assistant ({url_of.__name__}, {payload_of.__name__}).".replace(
            "_", " "
        ),
        ["import os", *url.imports, *payload.imports, *sending.imports],
        [KEY, *url.constants, *payload.constants],
        blocks,
        {**url.beside, **payload.beside},
    )


def _class(
    url: urls.Url,
    sending: clients.Sending,
    word: str,
    name: str,
    parameters: Sequence[str],
    body: Sequence[str],
) -> str:
    head = f"class SessionClient({url.parent}):" if url.parent else "class SessionClient:"
    lines = [head, '    """Opens and closes sessions."""', ""]
    lines += [f"    {line}" for line in url.attributes]
    init = [*url.init, *([sending.init] if sending.init else [])]
    if init:
        taken = ", ".join(["self", *url.parameters])
        lines += [*([""] if url.attributes else []), f"    def __init__({taken}) -> None:"]
        lines += [f"        {line}" for line in [*init, "self.opened = 0"]]
    for method in url.methods:
        lines += ["", indented([method.rstrip("\n")], 4)]
    taken = ", ".join(["self", *parameters])
    lines += ["", f"    {word} {name}({taken}) -> dict[str, object]:", indented(body, 8)]
    lines += ["", "    def close(self) -> None:", '        logger.info("closed")']
    return "\n".join(lines).replace('"""\n\n\n', '"""\n\n') + "\n"
