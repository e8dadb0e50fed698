"""Planning: find, read, decide, group, edit and prove in memory. Changes and creates nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from migrator.create.agent_request import AgentRequest
from migrator.create.definitions_file import read_definitions
from migrator.create.lock_file import read_lock
from migrator.find.candidates import candidates
from migrator.find.notebook import NotebookText
from migrator.find.other_files import EndpointText
from migrator.find.source import decode
from migrator.find.tree import SourceTree
from migrator.model.agents import AgentDefinition
from migrator.model.findings import Finding
from migrator.model.plan import AgentReferenceKind, FileCounts, Plan, PlannedFinding
from migrator.model.sites import Status
from migrator.plan.decisions import Decision, decide, finding
from migrator.plan.document import Document, build_plan
from migrator.plan.grouping import AgentGroup, environment_names, group
from migrator.plan.notebooks import hidden_findings, in_cells, order_findings
from migrator.plan.projects import one_project
from migrator.plan.routed import may_route, not_routed, noted
from migrator.plan.surroundings import mention_findings, said_once, suppressed
from migrator.plan.unfilled import unfilled
from migrator.read.sites import Reading
from migrator.rewrite.edits import AgentReference
from migrator.run.crew import Crew
from migrator.run.editing import TreeEditor
from migrator.run.id_modules import IdsWanted
from migrator.run.project import Project
from migrator.run.recorded import read_records, recorded_configurations
from migrator.run.routed_agents import RoutedAgents, merged, routed_agents
from migrator.run.routing import Router, asked_to_route, routed_already
from migrator.run.routing_files import agents_in_tables
from migrator.run.site_edits import url_path

_UNREADABLE = "OM9"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what applying it needs.

    `texts` are the edited sources by path, with placeholders where agents don't exist yet;
    `touched` are the files that each edited site's edit changes, by site id. `groups` are the
    agents that edits refer to, `references` how, by agent key; `routed` those that calls choose
    among at run time, by asking one of `modules`. `ids` is what edits want of modules of ids.
    `routable` are calls that stay and might be routed, by site id.
    """

    plan: Plan
    tree: SourceTree
    groups: Sequence[AgentGroup]
    references: Mapping[str, AgentReference]
    texts: Mapping[str, str]
    touched: Mapping[str, frozenset[str]]
    routed: RoutedAgents = field(default_factory=RoutedAgents)
    modules: frozenset[str] = frozenset()
    ids: IdsWanted = field(default_factory=IdsWanted)
    routable: frozenset[str] = frozenset()

    @property
    def definitions(self) -> list[AgentDefinition]:
        """The definitions of the plan's agents, in order."""
        return [agent.definition for agent in merged(self.groups, self.routed)]

    @property
    def routed_paths(self) -> list[str]:
        """The edited files with calls that are to choose their agent at run time."""
        routed = {site.id for site in self.plan.call_sites if site.status == "route"}
        return sorted({p for ident in routed for p in self.touched.get(ident, ())})


def make_plan(
    project: Project,
    step: Callable[[str], None] = lambda name: None,
    *,
    single_files: bool = False,
) -> Planned:
    """The plan for a project. `step` hears what is being done, in a word or two.

    With `single_files`, edits that change several files together are left out, and so are those
    that need a routing module beside them.
    Raises InputError for paths, configuration, definitions or a lock that can't be used.
    """
    if single_files:
        settings = project.settings.model_copy(update={"dynamic": "leave"})
        project = replace(project, settings=settings)
    step("listing files")
    tree = SourceTree.of(list(project.paths), project.settings.exclude, project.root)
    existing = read_definitions(project.root)
    locked = read_lock(project.root).agent_ids(project.settings.environment)
    step("searching")
    found = candidates(tree, project.pack, project.hosts)
    step("reading calls")
    with Crew(project, tree, found.python) as crew:
        reading = crew.read()
        already = routed_already(reading)
        decisions = _decide(project, reading, already)
        step("editing and proving")
        editor = TreeEditor(project, tree, crew, single_files=single_files)
        proved = _prove(project, editor, reading, decisions, existing, locked)
        proved = proved.with_ids_in_files(editor.ids.refused)
        router = Router(project, tree, crew, proved.texts)
        proved, modules = _route(project, router, reading, already, proved)
    records = read_records(project.recorded)
    recorded = recorded_configurations(project, proved.decisions, records)
    routed = routed_agents(
        proved.decisions,
        recorded.configurations,
        project,
        existing,
        proved.groups,
        reading.texts,
        agents_in_tables(project.root, modules, project.settings.environment),
    )
    proved = proved.with_agents_counted(routed)
    groups = merged(proved.groups, routed)
    notebooks = _notebooks(tree, {*reading.texts, *proved.texts})
    general = [
        *reading.unreadable,
        *mention_findings(reading.mentions, found.others),
        *said_once(proved.decisions, project.pack),
        *recorded.findings,
        *routed.findings,
        *_assumed(project, groups),
        *_cap(project, groups, existing),
        *order_findings(proved.decisions, notebooks),
        *hidden_findings(notebooks, EndpointText(project.pack, project.hosts)),
    ]
    step("writing the plan")
    counts = FileCounts(
        walked=found.walked,
        searched=found.searched,
        parsed=reading.parsed,
        unlisted=found.unlisted,
    )
    values = project.values.mapping()
    document = Document(
        project.root,
        project.pack,
        project.settings,
        project.values,
        proved.decisions,
        groups,
        {key: reference.kind for key, reference in proved.references.items()},
        {**{path: _text(tree, path) for path in proved.texts}, **reading.texts},
        proved.texts,
        proved.touched,
        general,
        counts,
        {
            agent.definition.key: AgentRequest.of(agent.definition, values).fingerprint
            for agent in groups
        },
    )
    plan = in_cells(build_plan(document, tree.read), notebooks)
    return Planned(
        plan,
        tree,
        proved.groups,
        proved.references,
        proved.texts,
        proved.touched,
        routed,
        modules,
        IdsWanted(editor.ids.there, frozenset(editor.ids.uses)),
        frozenset(each.site.id for each in proved.decisions if may_route(each)),
    )


def _notebooks(tree: SourceTree, paths: Iterable[str]) -> dict[str, NotebookText]:
    found = {p: decode(p, tree.read(p)) for p in sorted(paths) if p.endswith(".ipynb")}
    return {path: text for path, text in found.items() if isinstance(text, NotebookText)}


def _text(tree: SourceTree, path: str) -> str:
    return decode(path, tree.read(path)).text


def unreadable(plan: Plan) -> list[PlannedFinding]:
    """Findings about files that may hold calls and can't be read."""
    return [finding for finding in plan.findings if finding.code.startswith(_UNREADABLE)]


def needs_a_person(plan: Plan) -> bool:
    """Whether calls stay, or may stay in files that can't be read."""
    return bool(plan.summary.left or unreadable(plan))


def described_in_code(project: Project) -> list[AgentDefinition]:
    """The agents that the code describes as it is now, under the keys of equal definitions.

    Nothing is edited or proved. Raises as `make_plan` does.
    """
    tree = SourceTree.of(list(project.paths), project.settings.exclude, project.root)
    found = candidates(tree, project.pack, project.hosts)
    with Crew(project, tree, found.python) as crew:
        reading = crew.read()
    existing = read_definitions(project.root)
    decisions = _decide(project, reading, routed_already(reading))
    groups = group(decisions, existing, project.pack, reading.texts)
    routed = routed_agents(decisions, (), project, existing, groups, reading.texts, {})
    return [agent.definition for agent in merged(groups, routed)]


def _decide(
    project: Project, reading: Reading, already: frozenset[str] | None = None
) -> list[Decision]:
    """What becomes of every call; with `already`, the calls routed so far, also of those to route."""
    decisions = [decide(site, project.pack, project.settings) for site in reading.sites]
    if already is not None:
        decisions = asked_to_route(decisions, project, already)
    decided = suppressed(one_project(decisions, project.settings), reading.texts)
    return project.wishes.without_declined(decided)


@dataclass(frozen=True, slots=True)
class _Proved:
    decisions: list[Decision]
    groups: list[AgentGroup]
    references: dict[str, AgentReference]
    texts: Mapping[str, str]
    touched: Mapping[str, frozenset[str]]

    def with_ids_in_files(self, why: Mapping[str, str]) -> _Proved:
        """The same, with why the ids of some files, by path, don't stand in a module of their own."""
        decisions = [
            replace(each, findings=(*each.findings, finding(each.site, "OM323", why[path])))
            if each.status is Status.MIGRATE and (path := url_path(each.site)) in why
            else each
            for each in self.decisions
        ]
        return replace(self, decisions=decisions)

    def with_agents_counted(self, routed: RoutedAgents) -> _Proved:
        """The same, each routed call with how many agents it may choose among."""
        decisions = [
            noted(each, len(routed.of(each.site.id))) if each.status is Status.ROUTE else each
            for each in self.decisions
        ]
        return replace(self, decisions=decisions)


def _route(
    project: Project,
    router: Router,
    reading: Reading,
    already: frozenset[str],
    proved: _Proved,
) -> tuple[_Proved, frozenset[str]]:
    """What was proved with the edits of calls to route, and the modules that they ask."""
    asked = asked_to_route(proved.decisions, project, already)
    routed = [each for each in asked if each.status is Status.ROUTE]
    edits = router.edits([each for each in routed if each.site.id not in already], reading)
    otherwise = _decide(project, reading) if edits.failures else []
    staying = {each.site.id: each for each in otherwise} | {
        each.site.id: each for each in proved.decisions if each.status is Status.LEFT
    }
    decisions = [
        not_routed(staying[each.site.id], edits.failures[each.site.id])
        if each.site.id in edits.failures
        else each
        for each in asked
    ]
    there = router.modules_there() if already else ()
    touched = {**proved.touched, **edits.touched}
    changed = replace(proved, decisions=decisions, texts=edits.texts, touched=touched)
    return changed, edits.modules.union(there)


def _prove(
    project: Project,
    editor: TreeEditor,
    reading: Reading,
    decisions: list[Decision],
    existing: Sequence[AgentDefinition],
    locked: Mapping[str, str],
) -> _Proved:
    while True:
        groups = group(decisions, existing, project.pack, reading.texts)
        groups = project.wishes.named(groups)
        failed = unfilled(groups, project.values.mapping(), project.pack)
        if not failed:
            references = {
                agent.definition.key: reference_to(agent, project, locked) for agent in groups
            }
            edits = editor.attempt(reading.sites, groups, references)
            if not edits.failures:
                return _Proved(decisions, groups, references, edits.texts, edits.touched)
            by_id = {decision.site.id: decision for decision in decisions}
            failed = {
                ident: finding(by_id[ident].site, failure.code, failure.message)
                for ident, failure in edits.failures.items()
            }
        decisions = [
            decision.left(failed[decision.site.id]) if decision.site.id in failed else decision
            for decision in decisions
        ]


def reference_to(agent: AgentGroup, project: Project, locked: Mapping[str, str]) -> AgentReference:
    """How code refers to an agent: its id when it exists, else a text that stands for it."""
    key = agent.definition.key
    asked = project.settings.agent_ref
    kind: AgentReferenceKind = "literal" if asked == "auto" else asked
    value = locked.get(key, placeholder(key))
    return AgentReference("env" if agent.has_holes else kind, agent.reference, value)


def placeholder(key: str) -> str:
    """What stands in an edited source for the id of an agent that doesn't exist yet."""
    return f"(known after apply: {key})"


def _assumed(project: Project, groups: Sequence[AgentGroup]) -> list[Finding]:
    found = []
    for name in environment_names(groups):
        if not project.values.is_assumed(name):
            continue
        user = next(agent for agent in groups if name in agent.definition.environment)
        site = user.decisions[0].site
        message = f"{name} was taken from {project.values.origin(name)}"
        found.append(replace(finding(site, "OM302", message), call_site=None))
    return found


def _cap(
    project: Project, groups: Sequence[AgentGroup], existing: Sequence[AgentDefinition]
) -> list[Finding]:
    cap = project.pack.limits.agents_per_organization
    known = {definition.key for definition in existing}
    count = len(known | {agent.definition.key for agent in groups})
    if not groups or count * 10 < cap * 9:
        return []
    site = groups[0].decisions[0].site
    message = f"{count} agents are defined, an organization may hold {cap}"
    return [replace(finding(site, "OM205", message), call_site=None)]
