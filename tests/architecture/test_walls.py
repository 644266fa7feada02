"""Walls that import-linter cannot see."""

import ast
import sys

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import CheckConstraint

from tests.architecture.house import SOURCE, functions, height, modules, named, tree

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("openiro.")]
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]


def test_every_relation_points_to_its_own_app_or_one_below():
    upward = [
        f"{model.__name__}.{field.name}"
        for model in MODELS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in MODELS
        if model._meta.app_label != field.related_model._meta.app_label
        if height(model._meta.app_label) <= height(field.related_model._meta.app_label)
    ]
    assert upward == []


def test_domain_uses_the_standard_library_only():
    foreign = set()
    for path in modules("domain"):
        for node in ast.walk(tree(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            foreign |= {
                (named(path), name)
                for name in names
                if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("openiro.domain")
            }
    assert foreign == set()


@pytest.mark.parametrize("label", OURS)
def test_migrations_of_an_app_stand_in_one_line_and_are_named_for_their_purpose(label):
    graph = MigrationLoader(None).graph
    assert len(graph.leaf_nodes(label)) <= 1
    assert [name for app, name in graph.nodes if app == label and "auto" in name] == []


def test_moments_and_people_come_in_pairs_that_the_database_holds_together():
    unpaired = []
    for model in MODELS:
        names = {field.name for field in model._meta.get_fields()}
        held = {
            text
            for constraint in model._meta.constraints
            if isinstance(constraint, CheckConstraint)
            for text in [str(constraint.condition)]
        }
        for at in (name for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names):
            field_at, field_by = model._meta.get_field(at), model._meta.get_field(f"{at[:-3]}_by")
            if not field_at.null and not field_by.null:
                continue
            if not any(at in text and f"{at[:-3]}_by" in text for text in held):
                unpaired.append(f"{model.__name__}.{at}")
    assert unpaired == []


APPS = [label for label in OURS if label not in ("core", "govuk", "web")]
WRITES = {"update", "bulk_create", "bulk_update", "create", "get_or_create", "update_or_create", "delete", "save"}


def test_only_actions_write_records():
    """A write outside `actions` could be made without its event."""
    found = []
    for path in modules(*APPS, "web", "jobs", "demo"):
        if "actions" in named(path):
            continue
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            chain = ast.unparse(node.func)
            if node.func.attr in WRITES and (".objects." in chain or node.func.attr.startswith("bulk_")):
                found.append(f"{named(path)}:{node.lineno} {chain}")
    assert found == []


def _is_public(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not node.name.startswith("_")


def test_public_functions_of_rules_reads_and_writes_say_what_they_mean():
    bare = []
    paths = list(modules("domain", "measures", "formats", "documents", "policies"))
    paths += [path for path in modules() if {"actions", "queries"} & set(path.with_suffix("").parts)]
    for path in paths:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and _is_public(node) and not ast.get_docstring(node):
                bare.append(f"{named(path)}: {node.name}")
    assert bare == []


def test_actions_say_who_acts_and_when():
    """A private module of actions is called by actions only, in their transaction."""
    silent = []
    for path in modules():
        if "actions" not in path.with_suffix("").parts or path.is_relative_to(SOURCE / "core"):
            continue
        if path.name.startswith("_"):
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and _is_public(node) and not node.name.startswith("refresh_"):
                names = [argument.arg for argument in node.args.kwonlyargs]
                if node.args.args or names[-2:] != ["by", "at"]:
                    silent.append(f"{named(path)}: {node.name}")
    assert silent == []


@pytest.mark.parametrize("limit", [30])
def test_functions_are_short(limit):
    long = []
    for path in modules():
        for node in functions(path):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno - body[0].lineno + 1) if body else 0
            if lines > limit:
                long.append(f"{named(path)}: {node.name} has {lines} lines")
    assert long == []


@pytest.mark.parametrize(("suffix", "limit"), [("py", 400), ("jinja", 120)])
def test_files_are_short(suffix, limit):
    paths = modules() if suffix == "py" else sorted(SOURCE.rglob("*.jinja"))
    long = [f"{named(path)}: {count}" for path in paths if (count := len(path.read_text().splitlines())) > limit]
    assert long == []


def test_every_template_is_used():
    python = "\n".join(path.read_text() for path in modules())
    templates = sorted(SOURCE.rglob("*.jinja")) + sorted(SOURCE.glob("web/**/*.html"))
    jinja = "\n".join(path.read_text() for path in templates)
    by_framework = ("account/", "mfa/", "socialaccount/", "allauth/", "400", "403", "404", "500", "503")
    unused = []
    for path in templates:
        name = str(path.relative_to(next(parent for parent in path.parents if parent.name in ("jinja2", "templates"))))
        if not name.startswith(by_framework) and name not in python + jinja:
            unused.append(named(path))
    assert unused == []
