"""Makes the reference pages under docs/reference/generated from the code itself, and the tutorial's year from the test
that walks it; with --check, refuses stale ones."""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

os.environ.setdefault("OPENIRO_DATA_DIR", tempfile.mkdtemp(prefix="openiro-docs-"))
os.environ.setdefault("COLUMNS", "100")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openiro.config.settings")

import pytest
from docs_of_policy import checks_page, notices_page, questions_page, settings_page, table

from openiro.config.command_line import COMMANDS
from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.disputes import TRANSITIONS, DisputeState
from openiro.domain.permissions import Scope
from openiro.domain.policy import Policy
from openiro.domain.roles import ROLES, permission_matrix
from openiro.measures.catalogue import catalogue
from openiro.policies import load_policy, policy_names

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference" / "generated"
TUTORIAL = "tests/integration/tutorial"


def clocks() -> str:
    """Every clock of law and guidance, with its source."""
    rows = [
        (clock.title, clock.limit_in_words, clock.anchor, clock.statute_rule, clock.source, clock.confidence)
        for clock in CLOCKS.values()
    ]
    return "# Clocks\n\nThe day that a clock runs from is day 0; its last day is in time.\n\n" + table(
        ("clock", "limit", "runs from", "rule", "source", "confidence"), rows
    )


def permissions() -> str:
    """Who may do what, and whose records each role sees."""
    scopes = table(
        ("role", "sees", "what it is"),
        [(role.name, Scope(role.scope).value, role.description) for role in ROLES.values()],
    )
    heading, *lines = permission_matrix()
    return f"# Roles and permissions\n\n{scopes}\n\n## Matrix\n\n{table(heading, lines)}"


def measures() -> str:
    """Every measure with its definition."""
    rows = [
        (f"`{each.id}`", each.title, each.unit, ", ".join(key.name for key in each.keys), each.definition, each.source)
        for each in catalogue()
    ]
    return "# Measures\n\n" + table(("id", "title", "unit", "by", "definition", "source"), rows)


def codes() -> str:
    """Every code of the return with its meaning and years."""
    parts = ["# Code sets\n\nYears are collection years: 2018 is 1 April 2017 to 31 March 2018."]
    for name, listed in CODE_SETS.items():
        rows = [(code.code, code.meaning, code.valid_from, code.valid_to or "") for code in listed]
        parts.append(f"## {name}\n\n" + table(("code", "meaning", "from", "to"), rows))
    return "\n\n".join(parts)


def commands() -> str:
    """The help of each command."""
    parts = ["# Commands"]
    for name, command in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"openiro {name}", description=command.help)
        import_module(command.module).add_arguments(parser)
        parts.append(f"## {name}\n\n```text\n{parser.format_help().rstrip()}\n```")
    return "\n\n".join(parts)


def challenge() -> str:
    """The states of a dispute from the table of transitions, and each council's process from its policy file."""
    moves = [f"    {now.name} --> {then.name}" for now, following in TRANSITIONS.items() for then in sorted(following)]
    ends = [f"    {state.name} --> [*]" for state, following in TRANSITIONS.items() if not following]
    names = [f'    state "{state.value}" as {state.name}' for state in DisputeState]
    states = "\n".join(["stateDiagram-v2", *names, "    [*] --> INFORMAL", "    [*] --> FORMAL", *moves, *ends])
    marks = [(now.value, *("yes" if then in TRANSITIONS[now] else "" for then in DisputeState)) for now in DisputeState]
    allowed = table(("from \\ to", *(state.value for state in DisputeState)), marks)
    parts = [
        f"# Challenge\n\n## States of a dispute\n\n```mermaid\n{states}\n```",
        f"{allowed}\n\nFrom formal to formal: on to a later stage.",
        "## The process of each council",
    ]
    for name in policy_names():
        policy = load_policy(name, date(2026, 4, 1))
        parts += [f"### {policy.council or name}", f"```mermaid\n{_process(policy)}\n```", _stages(policy)]
    return "\n\n".join(parts)


def _process(policy: Policy) -> str:
    """Concern, stages in order, the ways past them, and what happens by itself."""
    own, stages = policy.challenge, policy.stages
    lines = ["flowchart TD", f'    concern["{policy.words.concern}: {own.concern_answered_within} working days"]']
    for place, stage in enumerate(stages, start=1):
        between = f"{ROLES[stage.taken_by].name} and {stage.title}"
        lines.append(f'    s{place}["{stage.name}: {between}: {stage.working_days} working days"]')
    lines.append("    concern -->|resolved| closed")
    left = "not resolved, or nobody answers" if own.concern_becomes_formal else "not resolved"
    lines.append(f"    concern -->|{left}| s1")
    themes = ", ".join(meaning_of("DISPUTE_THEME", theme) for theme in own.straight_to_formal)
    lines += [f'    at_once["at once: {themes}"] --> s1'] if themes else []
    onward = "not resolved, or nobody answers" if own.escalates_unanswered else "not resolved"
    lines += [f"    s{place} -->|{onward}| s{place + 1}" for place in range(1, len(stages))]
    lines += [f"    s{place} -->|resolved| closed" for place in range(1, len(stages) + 1)]
    lines += [f"    s{place} -.->|at any point| asked" for place in range(1, len(stages) + 1)]
    lines.append('    asked["referral to Cafcass, independent legal advice"]')
    return "\n".join([*lines, '    closed["closed, with what changed for the child"]'])


def _stages(policy: Policy) -> str:
    """The same as a table: each step with who speaks for the service, who answers, and the days."""
    own = policy.challenge
    becomes = "It becomes formal" if own.concern_becomes_formal else "Whoever raised it decides"
    goes_on = "It goes on by itself" if own.escalates_unanswered else "Whoever raised it decides"
    rows = [(policy.words.concern, "", "whoever it is put to", own.concern_answered_within, becomes)]
    for stage in policy.stages:
        rows.append((stage.name, ROLES[stage.taken_by].name, stage.title, stage.working_days, goes_on))
    columns = ("step", "for the service", "who answers", "working days", "when nobody answers")
    total = CLOCKS["dispute.formal"].limit
    last = ("all formal stages", "", "", total, "It is overdue")
    return table(columns, [*rows, last])


def figures() -> str:
    """Every figure that five councils printed, and what became of it."""
    with (ROOT / "tests" / "golden" / "figures_classified.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = Counter(row["standing"] for row in rows)
    total = table(("what became of it", "figures"), sorted(counted.items(), key=lambda each: -each[1]))
    columns = ("council", "printed_period", "printed_measure", "printed_value", "standing", "why")
    lines = table(columns, [[row[name] for name in columns] for row in rows])
    return f"# Printed figures\n\nA synthetic twin of each council is measured in every test run.\n\n{total}\n\n{lines}"


def papers() -> str:
    """Each section of the five councils' own papers, where it stands in ours, and its figures: counted by the tests'
    own reader, in a process of its own, since what it imports must not stand in the way of the tutorial's test."""
    words = "import django; django.setup(); from tests.golden.papers_of_councils import page; print(page())"
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.rstrip("\n")


def api_page() -> str:
    """Every address of the API, what it takes and what it answers."""
    import django

    django.setup()
    from openiro.api.describe import described_addresses

    parts = ["# API\n\nEvery address answers GET alone and needs a key; `openapi.json` needs none."]
    for each in described_addresses():
        asked, answered = table(("parameter", "needed", "what"), each.asked), table(("answer", "type"), each.answered)
        parts.append(f"## {each.path}\n\n{each.what}\n\n{asked}\n\n{answered}")
    return "\n\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api_page,
    "clocks.md": clocks,
    "permissions.md": permissions,
    "measures.md": measures,
    "codes.md": codes,
    "commands.md": commands,
    "challenge.md": challenge,
    "figures.md": figures,
    "papers.md": papers,
    "notices.md": notices_page,
    "settings.md": settings_page,
    "questions.md": questions_page,
    "checks.md": checks_page,
}


def tutorial(*, check: bool) -> int:
    """The tutorial's year is written, or compared, by the test that walks it; answers the exit code."""
    if not check:
        os.environ["OPENIRO_WRITE_DOCS"] = "true"
    return int(pytest.main(["-n", "0", "-p", "no:cacheprovider", str(ROOT / TUTORIAL)]))


def main() -> int:
    """Write the pages, or with --check compare them; answers the exit code."""
    check = "--check" in sys.argv[1:]
    TARGET.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        path, text = TARGET / name, make() + "\n"
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"Stale reference pages: {', '.join(stale)}. Run `make docs` and commit them.")
    return 1 if tutorial(check=check) or stale else 0


if __name__ == "__main__":
    sys.exit(main())
