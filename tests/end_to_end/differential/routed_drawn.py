"""Programs drawn to be routed: any generated one, and such as are told at run time what to send."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.composing import program_of
from tests.end_to_end.differential.program import Input, Program
from tests.end_to_end.differential.routed_programs import CLIENTS, told_at_run_time

_MORE: tuple[dict[str, object], ...] = (
    {},
    {"language": "fr"},
    {"language": "French"},
    {"language": None},
    {"functions": ["f1", "f2"]},
    {"functions": ["f2", "f1"]},
    {"functions": []},
    {"disableIdleTimeout": True},
    {"disableIdleTimeout": 1},
    {"tags": {"place": "web"}},
    {"initialSpeech": "Hello!"},
    {"videoPolicy": "deferred"},
    {"futureField": 1},
    {"providerConfig": {}},
    {"providerConfig": {"voiceId": "sage", "settings": {"temperature": 0.5}}},
    {"providerConfig": {"voiceId": "sage", "settings": {"temperature": 1}}},
    {"providerConfig": {"voiceId": "sage", "settings": {"temperature": 1.0}}},
    {"providerConfig": {"voiceId": "sage", "settings": {"turnDetection": {}}}},
    {"providerConfig": {"voiceId": "sage", "settings": {"instructions": "Be kind to é."}}},
    {"externalClientProfile": {"plan": ["a", {"b": None}]}},
)


def routed_program_of(choices: Choices) -> Program:
    """A program of which some call may choose its agent at run time."""
    return _told(choices) if choices.below(3) == 2 else program_of(choices)


def _told(choices: Choices) -> Program:
    """A program that is told what to send: in its first run a part of what it is told later."""
    client = CLIENTS[choices.below(len(CLIENTS))]
    known = [_config(choices) for _ in range(1 + choices.below(4))]
    others = [_config(choices) for _ in range(choices.below(4))]
    program = told_at_run_time(client, known)
    everything = Input(environment={"CONFIGS": json.dumps([*others, *known, *known])})
    traits = (*program.traits, f"told, {client}")
    return replace(program, traits=traits, inputs=(Input(), everything))


def _config(choices: Choices) -> dict[str, object]:
    companion = ("comp_1", "comp_2", "comp_3")[choices.below(3)]
    voice = ("alloy", "sage", "verse", None)[choices.below(4)]
    return {"companion": companion, "voice": voice, "more": _MORE[choices.below(len(_MORE))]}
