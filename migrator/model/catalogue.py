"""Every finding code: its severity, what it means and what to do. Codes are never reused."""

from __future__ import annotations

from migrator.model.code_info import CodeInfo
from migrator.model.run_time_codes import RUN_TIME_CODES
from migrator.model.severity import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


_ROWS = (
    # OM1xx: why a call site is left
    CodeInfo(
        "OM101",
        _ERROR,
        "an agent field is decided per request",
        "A field that an agent holds once for all sessions gets its value anew for each session, "
        "so no agent can be created that opens the same sessions.",
        "Leave the call on the per-session endpoint, which stays supported; or make the value one "
        "of a few constants; or move what differs between users into externalClientProfile or "
        "initialSpeech, which stay on the call.",
    ),
    CodeInfo(
        "OM102",
        _ERROR,
        "the API key is not known",
        "The key decides which project an agent lives in. This call's key varies per request or "
        "could not be followed to its source.",
        "Read the key from one environment variable or constant, where the call's headers are set. "
        "Or, where all calls of these paths open sessions of one project whatever the code calls its "
        "key, say so: one-project = true in the configuration.",
    ),
    CodeInfo(
        "OM103",
        _ERROR,
        "a field the rule pack does not know",
        "The call sends a field that has no row in the rule pack, so its place on the agent side "
        "is unknown and it might be dropped without an error.",
        "Remove the field if it does nothing, or give it a row with --rules FILE.",
    ),
    CodeInfo(
        "OM104",
        _ERROR,
        "a field an agent needs is not sent",
        "An agent can't be created without this field and the call doesn't send it.",
        "Send it on the call, or set it under [tool.migrator.defaults].",
    ),
    CodeInfo(
        "OM105",
        _ERROR,
        "the payload could not be read",
        "What this call sends is not known: the body comes from somewhere that could not be "
        "followed, or keys may be added that are not known.",
        "Build the body where the call is, from a dict display and plain assignments.",
    ),
    CodeInfo(
        "OM106",
        _ERROR,
        "an agent field takes one of several values",
        "An agent field is set under a condition or chosen among several values, in a way that code "
        "at the call can't repeat to choose among agents.",
        "Choose the values where the call is, by tests or a lookup in a table of constants, or split "
        "the call in one per value.",
    ),
    CodeInfo(
        "OM107",
        _ERROR,
        "a secret stands in an agent field",
        "A literal that looks like a credential would be stored on the server and shown with the "
        "agent.",
        "Move the secret out of the configuration, then plan again.",
    ),
    CodeInfo(
        "OM108",
        _ERROR,
        "the rewrite could not be proved",
        "The edited source was read again from scratch and did not show the same session, or the "
        "edit changed something besides the call. The edit was dropped.",
        "Nothing is wrong with the code as it is. Migrate the call by hand if you want it moved.",
    ),
    CodeInfo(
        "OM109",
        _ERROR,
        "the call can't be rewritten in place",
        "The call is understood, but its URL or body is built in a way that no small edit changes.",
        "Give the call its own body and URL, then plan again; or migrate it by hand.",
    ),
    CodeInfo(
        "OM110",
        _ERROR,
        "an environment value is missing",
        "An agent field comes from the environment and no value for it was given.",
        "Give it with --set NAME=VALUE, --env-file FILE or [tool.migrator.values].",
    ),
    CodeInfo(
        "OM111",
        _ERROR,
        "looks like a session call",
        "The call sends a session's payload to an address that could not be worked out, or to a "
        "session's address with a payload that could not be worked out.",
        "Check it by hand. If it opens a session, write its URL so that it can be followed.",
    ),
    CodeInfo(
        "OM112",
        _ERROR,
        "the call speaks to another project",
        "An agent lives in one project, and this plan creates agents for the key that most calls "
        "use. This call reads another one.",
        "Plan it by itself: `key` in the configuration names the key to plan for. Or, where both are "
        "keys of one project, say so: one-project = true in the configuration.",
    ),
    CodeInfo(
        "OM113",
        _ERROR,
        "the channel has no place for a field",
        "The call sends a field that its channel doesn't have on the agent side.",
        "Remove the field from this call, then plan again.",
    ),
    CodeInfo(
        "OM114",
        _ERROR,
        "a field has the wrong type",
        "A field is sent with a type the API doesn't take.",
        "Correct the value, then plan again.",
    ),
    CodeInfo(
        "OM115",
        _ERROR,
        "the call repeats an agent that the code has read",
        "The code reads GET /public/agents/{id} and sends again what it read, so the agent exists "
        "and its id is in scope: none has to be created. An agent's sessions also have whatever "
        "else it holds, which the source doesn't tell.",
        "Look at the agent, then post to it and drop what it holds from the body.",
    ),
    CodeInfo(
        "OM116",
        _ERROR,
        "the call has too many variants",
        "What selects this call's configuration adds up to more agents than one call may choose "
        "among. An organization holds 100 agents.",
        "Raise `--max-variants` (or `max-variants` in the configuration), or choose less at run time: "
        "what differs by session belongs in `externalClientProfile`.",
    ),
    CodeInfo(
        "OM117",
        _ERROR,
        "you said no",
        "`migrator apply --interactive` asked about this call, and the answer was not to migrate it.",
        "Run `migrator apply` again to migrate it, or answer `ignore` to hear no more of it.",
    ),
    # OM2xx: what the API would refuse or change
    CodeInfo(
        "OM201",
        _WARNING,
        "the client id breaks the API's pattern",
        "externalClientId must match ^[A-Za-z0-9_-]{1,32}$; the call is refused as it is today.",
        "Choose a valid id, and keep in mind that a different id starts a new memory.",
    ),
    CodeInfo(
        "OM202",
        _WARNING,
        "a tag breaks the API's limits",
        "Tags are strings, keys of at most 64 and values of at most 512 characters.",
        "Shorten it; the call may be refused as it is today.",
    ),
    CodeInfo(
        "OM203",
        _ERROR,
        "the language is not known",
        "Agents take ISO 639-1 codes. This value is neither a code nor the English name of one.",
        "Use a two-letter code or its English name; region tags such as en-US are not accepted.",
    ),
    CodeInfo(
        "OM204",
        _WARNING,
        "more than one FAQ collection",
        "The documentation allows several, the service has begun to refuse more than one.",
        "Merge the collections, or pass --strict-faq to leave such calls.",
    ),
    CodeInfo(
        "OM205",
        _WARNING,
        "the plan comes close to the cap on agents",
        "An organization may hold 100 agents over all its projects; the key sees only its own.",
        "Delete unused agents, or make configurations equal so that calls share one.",
    ),
    CodeInfo(
        "OM206",
        _WARNING,
        "the noise reduction type is not known",
        "The API documents nearField and farField.",
        "Check the value; it is carried over as it is.",
    ),
    CodeInfo(
        "OM207",
        _WARNING,
        "a turn detection setting has an unexpected type or name",
        "The API documents threshold (number), prefix_padding_ms and silence_duration_ms "
        "(whole numbers).",
        "Check the value; it is carried over as it is.",
    ),
    # OM3xx: look at this
    CodeInfo(
        "OM301",
        _NOTE,
        "memory is keyed by companion and client id",
        "externalClientId is passed through byte for byte. Hashing or changing it later starts a "
        "new memory for the user.",
        "Nothing, as long as the id stays what it is.",
    ),
    CodeInfo(
        "OM302",
        _WARNING,
        "an environment value was assumed",
        "The value came from this process's environment or from the default in the code, not from "
        "what you gave.",
        "Confirm it with --set NAME=VALUE or --env-file FILE.",
    ),
    CodeInfo(
        "OM303",
        _WARNING,
        "code reads a member that newer tokens don't have",
        "WebSocket tokens carry their credential in the URL since July 2026.",
        "Open the token's `url` unchanged, without header or extra query.",
    ),
    CodeInfo(
        "OM304",
        _WARNING,
        "a test or mock names the old endpoint",
        "It will fail or, worse, pass for the wrong reason once the call is migrated.",
        "Change it with the call: expect POST /public/agents/AGENT_ID/connections with channelType "
        "and what stays on the call. Record cassettes again.",
    ),
    CodeInfo(
        "OM305",
        _WARNING,
        "another language or format names the endpoint",
        "Only Python is rewritten.",
        "Migrate it by hand, or check that it only documents.",
    ),
    CodeInfo(
        "OM306",
        _WARNING,
        "use of the old SIP agents",
        "/public/sip-agents is replaced by agents with a sip channel.",
        "See docs/migrations/sip-agents-to-agents.",
    ),
    CodeInfo(
        "OM307",
        _WARNING,
        "a secret stands in the source",
        "A literal that looks like a credential stands in the scanned code.",
        "Move it to the environment and revoke it.",
    ),
    CodeInfo(
        "OM308",
        _NOTE,
        "the idle timeout is off for every session of the agent",
        "disableIdleTimeout was chosen per session and becomes the agent's, on all channels. Idle "
        "sessions keep one of the organization's slots.",
        "Close sessions that are done with DELETE on the connection, as before.",
    ),
    CodeInfo(
        "OM309",
        _NOTE,
        "agents search the web unless told otherwise",
        "useWebSearch defaults to true on agents. What it defaults to on a per-session call is not "
        "documented, so nothing was assumed for calls that don't send it.",
        "Set useWebSearch under [tool.migrator.defaults] or in omniagents.toml to be sure.",
    ),
    CodeInfo(
        "OM310",
        _WARNING,
        "Python text names the endpoint and no call was understood from it",
        "The endpoint or a session's payload stands in this file, in no call that could be read.",
        "Check by hand whether it is sent.",
    ),
    CodeInfo(
        "OM312",
        _NOTE,
        "a suppression comment silences nothing",
        "The comment names a finding that this line doesn't have.",
        "Remove the comment.",
    ),
    CodeInfo(
        "OM314",
        _NOTE,
        "a notebook is read as if its cells run in order",
        "Cells are taken to run from top to bottom, each once. Run in another order, this notebook "
        "may have sent something else than what its agent holds.",
        "Restart the kernel, run all cells and look at the result before you trust the edit.",
    ),
    CodeInfo(
        "OM315",
        _NOTE,
        "the call takes values from its callers",
        "Every call of the function in the paths given was found, and what they give was taken "
        "for all that it is ever given. Code elsewhere may give something else, which the agent "
        "would not know of.",
        "Nothing, if the paths given are the whole program; else set closed-world = false in the "
        "configuration.",
    ),
    CodeInfo(
        "OM316",
        _WARNING,
        "the call's key is taken for the project's",
        "The code doesn't show that this call's key is one of the project that this plan is for. The "
        "configuration says so of all calls (one-project = true), and an agent is only found in its "
        "own project.",
        "Make sure that it is so; else take one-project out of the configuration.",
    ),
    *RUN_TIME_CODES,
    # OM9xx: a file could not be read
    CodeInfo("OM901", _ERROR, "the file has a syntax error", "No Python can read it.", "Mend it."),
    CodeInfo(
        "OM902",
        _ERROR,
        "the file needs another Python",
        "Its syntax is newer (or far older) than the Python that runs the migrator.",
        "Run the migrator under the Python that the file is written for.",
    ),
    CodeInfo(
        "OM903",
        _ERROR,
        "the file's encoding is wrong",
        "Its bytes don't decode as it declares.",
        "Correct the coding line or the bytes.",
    ),
    CodeInfo(
        "OM904",
        _ERROR,
        "the file is not text or too large",
        "It holds NUL bytes or is larger than what hand-written code is.",
        "Exclude it in the configuration.",
    ),
    CodeInfo(
        "OM905",
        _ERROR,
        "the file could not be opened",
        "The operating system refused.",
        "Change its permissions, or exclude it in the configuration.",
    ),
    CodeInfo(
        "OM906",
        _ERROR,
        "the notebook can't be read",
        "The file is not JSON, or its JSON is no notebook.",
        "Open and save it with Jupyter, or exclude it in the configuration.",
    ),
)

CATALOGUE: dict[str, CodeInfo] = {row.code: row for row in _ROWS}
