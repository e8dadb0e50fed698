"""The Markdown report: what goes into the description of the pull request that migrates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrator.model.lock import Lock
from migrator.model.pack import RulePack
from migrator.model.plan import Plan, PlannedAgent, PlannedSite
from migrator.report.consolidation import nearly_equal, totals
from migrator.report.doc_links import doc_url
from migrator.report.summary import (
    FindingGroup,
    agent_names,
    needing_a_person,
    shows_diff_of,
    worth_knowing,
)
from migrator.report.values_shown import field_setting, settings
from migrator.report.visible import visible, visible_line
from migrator.report.wording import MARKS, STATUSES, counted, headline, sends, status_word

# GitHub refuses a description of more than 65,536 characters.
_ROOM = 60_000
_TABLE_ROOM = 16_000
# What Markdown, HTML, or GitHub's links, mentions and emoji would act on. An underscore inside a
# word is plain text, and a name is easier to read with it.
_ACTIVE = re.compile(
    r"[\\`*\[\]#|~<>&@$]|(?<![^\W_])_|_(?![^\W_])|:(?=//|[a-z0-9_+-]*:)|(?<=www)\.", re.IGNORECASE
)
_MOST_PLACES = 10


def render_markdown(plan: Plan, pack: RulePack, lock: Lock | None = None, *, applied: bool) -> str:
    """The report as Markdown, short enough for a description: what matters least is left out."""
    origin = _origin(plan, pack)
    kept, room, left_out = [], _ROOM - len(origin), 0
    for part in _parts(plan, pack, lock, applied=applied):
        if len(part) + 2 <= room:
            kept.append(part)
            room -= len(part) + 2
        else:
            left_out += 1
    if left_out:
        kept.append(f"_{counted(left_out, 'part')} left out for length: see the HTML report._")
    return "\n\n".join([*kept, origin]) + "\n"


def _parts(plan: Plan, pack: RulePack, lock: Lock | None, *, applied: bool) -> Iterator[str]:
    yield f"## {'Migration report' if applied else 'Migration plan'}: {plain(pack.pack.title)}"
    yield f"**{plain(headline(plan, applied=applied))}**"
    yield _counts(plan, applied=applied)
    yield from _groups("What needs a person", needing_a_person(plan))
    yield from _agents(plan, pack, lock)
    yield from _calls(plan, applied=applied)
    for agent in plan.agents:
        yield _folded(f"Configuration of {plain(agent.name)}", _configuration(agent))
    shown_at = shows_diff_of(plan)
    for site in plan.call_sites:
        if shown_at.get(site.id, site).id == site.id and (block := _call(plan, site, pack)):
            yield block
    yield from _notes(plan)


def plain(text: str) -> str:
    """`text` on one line with nothing in it that Markdown, HTML or a mention would act on."""
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", visible_line(text))


def code(text: str) -> str:
    """`text` as inline code, in a table too."""
    return f"<code>{plain(text)}</code>"


def fenced(text: str, language: str = "") -> str:
    """`text` as a block whose fence is longer than any run of backticks in it."""
    shown = visible(text).rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def _origin(plan: Plan, pack: RulePack) -> str:
    return (
        f"<sub>{plain(plan.tool)}, rule pack {plain(plan.pack)}, environment "
        f"{plain(plan.environment)}. [Migration guide]({doc_url(pack.pack.doc)})</sub>"
    )


def _counts(plan: Plan, *, applied: bool) -> str:
    rows = [
        (f"{MARKS[status]} {status_word(status, number=number, applied=applied)}", number)
        for status in STATUSES
        if (number := int(getattr(plan.summary, status)))
    ]
    return _table(["Calls", "Number"], [[plain(word), str(number)] for word, number in rows])


def _groups(title: str, groups: Sequence[FindingGroup]) -> Iterator[str]:
    if not groups:
        return
    yield f"### {title}"
    rows = []
    for group in groups:
        places = [
            f"{code(f'{one.path}{one.position}')} {plain(_cut(one.message, 200))}"
            for one in group.findings[:_MOST_PLACES]
        ]
        if len(group.findings) > _MOST_PLACES:
            places.append(f"and {len(group.findings) - _MOST_PLACES} more")
        what = f"**{plain(group.info.code)}** {plain(group.info.title)}"
        rows.append([what, "<br>".join(places), plain(group.info.remedy)])
    yield _table(["What", "Where", "What to do"], rows, room=_TABLE_ROOM)


def _agents(plan: Plan, pack: RulePack, lock: Lock | None) -> Iterator[str]:
    if not plan.agents:
        return
    ids = lock.agent_ids(plan.environment) if lock else {}
    yield "### Agents"
    rows = [
        [plain(a.name), code(ids[a.key]) if a.key in ids else "", code(a.reference),
         ", ".join(plain(channel) for channel in a.channels), str(len(a.call_sites))]
        for a in plan.agents
    ]  # fmt: skip
    yield _table(["Agent", "Id", "In the code", "Channels", "Calls"], rows, room=_TABLE_ROOM)
    near = [f"{plain(each.sentence)}." for each in nearly_equal(plan)[:_MOST_PLACES]]
    yield "\n".join([f"{plain(totals(plan, pack))}.", *near])


def _configuration(agent: PlannedAgent) -> str:
    rows = [[code(item.path), _shortened(item.text)] for item in settings(agent.body)]
    for channel, config in agent.channels.items():
        rows += [
            [f"{plain(channel)} {code(item.path)}", _shortened(item.text)]
            for item in settings(config)
        ]
    return _table(["Setting", "Value"], rows)


def _calls(plan: Plan, *, applied: bool) -> Iterator[str]:
    if not plan.call_sites:
        return
    yield "### Calls"
    names = agent_names(plan)
    rows = [
        [
            f"{plain(MARKS[s.status])} {status_word(s.status, applied=applied)}",
            code(f"{s.path}{s.position}"),
            plain(s.function),
            plain(", ".join(names.get(key, key) for key in s.agents)),
            plain(", ".join(s.findings)),
        ]
        for s in plan.call_sites
    ]
    head = ["Status", "Call", "Function", "Agent", "Findings"]
    yield _table(head, rows, room=_TABLE_ROOM)


def _variants(plan: Plan, site: PlannedSite) -> str:
    names = agent_names(plan)
    rows = [[plain(names.get(v.agent, v.agent)), code(v.when)] for v in site.variants]
    return f"{_table(['Agent', 'When'], rows)}\n\n" if rows else ""


def _call(plan: Plan, site: PlannedSite, pack: RulePack) -> str:
    if site.diff:
        inside = _variants(plan, site) + fenced(site.diff, "diff")
    elif site.status == "left" and site.fields:
        rows = [
            [code(field.name), plain(field.target), _shortened(field_setting(field).text),
             code(field.origin)]
            for field in site.fields
        ]  # fmt: skip
        inside = _table(["Field", "Goes to", "Value", "From"], rows)
    else:
        return ""
    place = f"{code(f'{site.path}{site.position}')} {plain(site.function)}"
    return _folded(f"{place} ({plain(sends(site, pack))})", inside)


def _notes(plan: Plan) -> Iterator[str]:
    groups = worth_knowing(plan)
    if groups:
        number = sum(len(group.findings) for group in groups)
        yield _folded(f"Worth knowing ({number})", "\n\n".join(_groups("Notes", groups)))


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{inside}\n\n</details>"


def _shortened(text: str) -> str:
    return code(_cut(text, 120))


def _cut(text: str, length: int) -> str:
    line = visible_line(text)
    return line if len(line) <= length else line[: length - 1] + "\u2026"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], room: int = _ROOM) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head))]
    for number, cells in enumerate(rows):
        line = f"| {' | '.join(cells)} |"
        room -= len(line) + 1
        if room < 0:
            more = [f"and {len(rows) - number} more", *[""] * (len(head) - 1)]
            return "\n".join([*lines, f"| {' | '.join(more)} |"])
        lines.append(line)
    return "\n".join(lines)
