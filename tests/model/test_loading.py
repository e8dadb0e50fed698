"""Rule packs and settings: what is good is loaded, what is wrong is named where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.data_files import pack_files
from migrator.model.errors import InputError, PackError
from migrator.model.loading import (
    default_pack_path,
    find_pack,
    load_pack,
    load_rules,
    load_settings,
)

GOOD = default_pack_path().read_text("utf-8")
EXTRA = """
extends = "connections_to_agents"

[[field]]
source = "providerConfig.settings.accent"
scope = "agent"
target = "providerSettings.accent"
type = "string"
doc = "docs/deploying-your-agent/configuration"
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    return tmp_path / "pack.toml"


@pytest.mark.parametrize("path", pack_files(), ids=lambda path: path.stem)
def test_every_pack_that_comes_along_is_valid_and_named_as_its_file(path: Path) -> None:
    assert load_pack(path).name == path.stem


def test_packs_are_found_by_name() -> None:
    assert find_pack("connections_to_agents") == default_pack_path()


def test_an_unknown_pack_gets_a_suggestion() -> None:
    with pytest.raises(PackError, match=r"Did you mean connections_to_agents\?"):
        find_pack("connection_to_agents")
    with pytest.raises(PackError, match="There are: connections_to_agents"):
        find_pack("zebra")


@pytest.mark.parametrize(
    ("good", "wrong", "message"),
    [
        ("[pack]", "[pack", r"pack\.toml, line \d+, column 6: not valid TOML"),
        (
            'scope = "agent"\ntarget = "voiceId"',
            'scop = "agent"\ntarget = "voiceId"',
            r"\[\[field\]\] providerConfig\.voiceId: unknown key scop; did you mean scope\?",
        ),
        (
            'target = "voiceId"\n',
            "",
            r"\[\[field\]\] providerConfig\.voiceId: target is missing\.",
        ),
        (
            'target = "voiceId"\ntype = "string"',
            'target = "voiceId"\ntype = "text"',
            r"voiceId, type: expected string, number, .*array, found 'text'\.",
        ),
        ("required = true", 'required = "yes"', r"required: expected true or false, found 'yes'"),
        ("agents_per_organization = 100", "agents_per_organization = 1.5", "a whole number"),
        ('hosts = ["companion', 'hosts = [1, "companion', r"pack\.hosts\[0\]: expected a string"),
        (
            'kind = "max_items"',
            'kind = "most"',
            r"faqCollections, check: .*max_items.*found 'most'",
        ),
        (
            'kind = "max_items", value = 1',
            'kind = "max_items", valeu = 1',
            r"faqCollections, check: unknown key valeu; did you mean value\?",
        ),
        ('finding = "OM204"', 'finding = "OM2"', r"finding: expected text that matches"),
        ('finding = "OM204"', 'finding = "OM299"', r"faqCollections: OM299 is no finding"),
        ('value = "^[A-Za-z', 'value = "(^[A-Za-z', r"check\.value: not a regular expression"),
        ('target = "voiceId"', 'target = "companionId"', "two .* rows have the same target"),
        ('source = "mcp.servers"', 'source = "mcp"', "mcp is a whole field and the parent"),
        ("[auth]", "[auht]", "unknown key auht; did you mean auth"),
        ("default = false", "default = 2024-01-01", "no date or time"),
    ],
)
def test_a_wrong_pack_is_an_error_with_place_and_expectation(
    write: Path, good: str, wrong: str, message: str
) -> None:
    assert good in GOOD
    write.write_text(GOOD.replace(good, wrong, 1), "utf-8")
    with pytest.raises(PackError, match=message) as caught:
        load_pack(write)
    assert str(caught.value).startswith(str(write))
    assert "pydantic" not in str(caught.value)


def test_every_mistake_is_named_at_once(write: Path) -> None:
    write.write_text(GOOD.replace('scope = "agent"', 'scope = "agents"'), "utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(write)
    assert len(str(caught.value).splitlines()) == GOOD.count('scope = "agent"')


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff\xfe", "not UTF-8"), (b"", "pack is missing"), (b"x = ", "line 1|end of document")],
)
def test_a_file_that_is_no_pack_at_all(write: Path, data: bytes, message: str) -> None:
    write.write_bytes(data)
    with pytest.raises(PackError, match=message):
        load_pack(write)


def test_a_pack_that_is_not_there(write: Path) -> None:
    with pytest.raises(PackError, match="there is no such file"):
        load_pack(write)
    with pytest.raises(PackError, match="can't be read"):
        load_pack(write.parent)


def test_an_extension_adds_rows_to_the_pack_it_names(write: Path) -> None:
    write.write_text(EXTRA, "utf-8")
    pack, default = load_pack(write), load_pack(default_pack_path())
    assert pack.fields[:-1] == default.fields
    assert pack.fields[-1].source == "providerConfig.settings.accent"
    assert pack.endpoints == default.endpoints


@pytest.mark.parametrize(
    ("good", "wrong", "message"),
    [
        ('extends = "connections_to_agents"', 'extends = "connections"', "Did you mean"),
        ('extends = "connections_to_agents"', "extends = 1", "the name of a rule pack"),
        ("\n[[field]]", "\n[limits]\nx = 1\n[[field]]", r"only \[\[field\]\] rows, not limits"),
        ('providerSettings.accent"', 'voiceId"', "same target: agent voiceId"),
        ('scope = "agent"', 'scope = "all"', r"\[\[field\]\] providerConfig\.settings\.accent, sc"),
    ],
)
def test_a_wrong_extension(write: Path, good: str, wrong: str, message: str) -> None:
    write.write_text(EXTRA.replace(good, wrong), "utf-8")
    with pytest.raises(PackError, match=message):
        load_pack(write)


def test_rules_are_the_default_pack_and_what_is_added(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(EXTRA, "utf-8")
    two.write_text(EXTRA.replace("accent", "pace"), "utf-8")
    assert load_rules([]) == load_pack(default_pack_path())
    assert [rule.target for rule in load_rules([one, two]).fields[-2:]] == [
        "providerSettings.accent",
        "providerSettings.pace",
    ]


def test_a_full_pack_takes_the_place_of_the_default(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GOOD.replace('name = "connections_to_agents"', 'name = "own"'), "utf-8")
    assert load_rules([own]).name == "own"
    with pytest.raises(PackError, match="both full rule packs"):
        load_rules([own, default_pack_path()])
    extension = tmp_path / "extension.toml"
    extension.write_text(EXTRA, "utf-8")
    with pytest.raises(PackError, match="but own is in force"):
        load_rules([extension, own])


def test_settings_come_from_the_nearest_project_file(tmp_path: Path) -> None:
    below = tmp_path / "service" / "app"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.migrator]\nagent-ref = "env"\nexclude = ["legacy/"]\n'
        "[tool.migrator.defaults]\nvoiceId = 'v1'\n"
        "[tool.migrator.values]\nCOMPANION = 'c1'\n"
    )
    (tmp_path / "service" / "pyproject.toml").write_text("[project]\nname = 'service'\n")
    settings = load_settings(below)
    assert (settings.agent_ref, settings.exclude) == ("env", ["legacy/"])
    assert settings.defaults == {"voiceId": "v1"}
    assert settings.values == {"COMPANION": "c1"}


def test_migrator_toml_wins_over_the_project_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "migrator.toml").write_text("strict-faq = true\n")
    (tmp_path / "pyproject.toml").write_text("[tool.migrator]\nagent-ref = 'env'\n")
    settings = load_settings(tmp_path)
    assert (settings.strict_faq, settings.agent_ref) == (True, "auto")


def test_the_search_ends_at_the_top_of_a_work_tree(tmp_path: Path) -> None:
    (tmp_path / "migrator.toml").write_text("strict-faq = true\n")
    (tmp_path / "project" / ".git").mkdir(parents=True)
    assert not load_settings(tmp_path / "project").strict_faq


def test_relative_paths_start_at_the_file_that_names_them(tmp_path: Path) -> None:
    config = tmp_path / "conf" / "ci.toml"
    config.parent.mkdir()
    config.write_text('paths = ["../src"]\nrules = ["own.toml"]\n')
    settings = load_settings(tmp_path, config)
    assert Path(settings.paths[0]).resolve() == (tmp_path / "src").resolve()
    assert settings.rules == [str(config.parent / "own.toml")]


def test_without_any_file_the_defaults_hold(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    settings = load_settings(tmp_path)
    assert (settings.agent_ref, settings.environment) == ("auto", "default")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("agent-reff = 'env'", "unknown key agent-reff; did you mean agent-ref?"),
        ("agent-ref = 'both'", "agent-ref: expected auto, literal, env or module, found 'both'."),
        ("ids-module = 'app.omniagents'", "app.omniagents is the routing module's name"),
        ("ids-module = 'x.y'\nrouting-module = 'x.y'", "x.y is the routing module's name"),
        ("paths = 'src'", "paths: expected an array, found 'src'."),
        ("strict-faq = 'sometimes'", "strict-faq: expected true or false, found 'sometimes'."),
        ("[values]\nTEMPERATURE = 1", "values.TEMPERATURE: expected a string, found 1."),
        ("paths = [", "end of document: not valid TOML"),
        ("x = 1\npaths = oops\n", "line 2, column 9: not valid TOML"),
    ],
)
def test_wrong_settings_are_named_by_key(tmp_path: Path, text: str, message: str) -> None:
    config = tmp_path / "migrator.toml"
    config.write_text(text)
    with pytest.raises(InputError) as caught:
        load_settings(tmp_path)
    assert str(config) in str(caught.value)
    assert message in str(caught.value)


def test_mistakes_in_a_project_file_name_the_section(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.migrator]\nfoo = 1\n")
    with pytest.raises(InputError, match=r"pyproject\.toml, \[tool\.migrator\]: unknown key foo"):
        load_settings(tmp_path)


def test_a_config_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load_settings(tmp_path, tmp_path / "nowhere.toml")
