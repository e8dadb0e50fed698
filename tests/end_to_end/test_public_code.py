"""Other people's code goes through `plan`: no crash, no false call, no planted or renamed one missed."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from tests.benchmarks.public_code import judged
from tests.benchmarks.renaming import Renamed, Variant, renamed_copy
from tests.benchmarks.robustness import bare, main, planted, read_alone

STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))


def test_a_module_of_the_standard_library_holds_no_call() -> None:
    assert read_alone(STANDARD_LIBRARY / "http" / "client.py") == []


def test_a_call_planted_in_a_module_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "robots.py").write_bytes(
        (STANDARD_LIBRARY / "urllib" / "robotparser.py").read_bytes()
    )
    assert planted({"code": folder}, tmp_path, seed=1) == []


@pytest.mark.soak
def test_the_standard_library_holds_no_call() -> None:
    assert bare({"stdlib": STANDARD_LIBRARY}, 1.0, 1, 2) == []


@pytest.mark.soak
def test_ten_packages_and_the_standard_library(tmp_path: Path) -> None:
    assert main(["--folder", str(tmp_path)]) == 0


OTHERS = '''\
"""A client of some other service."""
import requests

class Client:
    def __init__(self, token, base_url="https://api.example.com"):
        self.base_url = base_url
        self.headers = {"Authorization": f"Bearer {token}"}

    def speak(self, text, voice, fast=False):
        payload = {
            "text": text,
            "user": "me",
            "voice": voice,
        }
        if fast:
            payload["speed"] = 2
        return requests.post(f"{self.base_url}/v1/speak", json=payload, headers=self.headers)
'''


@pytest.mark.parametrize(("variant", "status"), [("one-key", "route"), ("constant", "migrate")])
def test_a_call_of_another_service_is_renamed_and_found(
    variant: str, status: str, tmp_path: Path
) -> None:
    place, copy = tmp_path / "place", tmp_path / "copy"
    place.mkdir()
    (place / "client.py").write_text(OTHERS)
    calls = renamed_copy(place, copy, Variant(variant))
    text = (copy / "client.py").read_text()
    assert 'f"{self.base_url}/public/connections"' in text
    assert 'self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}' in text
    verdict = judged(copy, calls, {"dynamic": "route"})
    assert (len(calls), verdict.counts[status], verdict.counts["missed"]) == (1, 1, 0)


def test_a_renamed_call_that_is_not_found_is_missed(tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text("def speak():\n    pass\n")
    call = Renamed("client.py", 2, 2, "post", (1, 2))
    assert judged(tmp_path, [call], {"dynamic": "route"}).counts["missed"] == 1
