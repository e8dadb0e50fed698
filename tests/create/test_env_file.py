"""`.env.omniagent`: our variables are set, all other lines stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.create.env_file import with_agent_variables, write_agent_variables

IDS = {"SUPPORT_AGENT_ID": "a-1", "SALES_AGENT_ID": "a-2"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "SUPPORT_AGENT_ID=a-1\nSALES_AGENT_ID=a-2\n"),
        (
            "# ours\nOTHER=1\nSALES_AGENT_ID=old\n\nX=SUPPORT_AGENT_ID=3",
            "# ours\nOTHER=1\nSALES_AGENT_ID=a-2\n\nX=SUPPORT_AGENT_ID=3\nSUPPORT_AGENT_ID=a-1\n",
        ),
        (
            "export SUPPORT_AGENT_ID = old\r\nSALES_AGENT_ID=a-2\r\n",
            "SUPPORT_AGENT_ID=a-1\r\nSALES_AGENT_ID=a-2\r\n",
        ),
        (
            "SUPPORT_AGENT_ID_2=x\n",
            "SUPPORT_AGENT_ID_2=x\nSUPPORT_AGENT_ID=a-1\nSALES_AGENT_ID=a-2\n",
        ),
    ],
)
def test_variables_are_set_and_the_rest_kept(before: str, after: str) -> None:
    assert with_agent_variables(before, IDS) == after
    assert with_agent_variables(after, IDS) == after


def test_the_file_is_made_when_there_is_none(tmp_path: Path) -> None:
    write_agent_variables(tmp_path, "default", {"A": "1"})

    assert (tmp_path / ".env.omniagent").read_text() == "A=1\n"
