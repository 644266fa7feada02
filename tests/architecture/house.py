"""The house as the layers contract of pyproject.toml describes it, for the tests that import-linter cannot make."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "openiro"


def layers() -> list[set[str]]:
    """The packages, highest first; those on one line in one set."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return [{name.strip() for name in line.split("|")} for line in lines]


def height(package: str) -> int:
    """How high a package stands: 0 is the lowest line."""
    return next(place for place, names in enumerate(reversed(layers())) if package in names)


def modules(*packages: str) -> Iterator[Path]:
    """Every Python file of the given packages (of all, where none is given), migrations left out."""
    for top in [SOURCE / package for package in packages] or [SOURCE]:
        yield from (path for path in sorted(top.rglob("*.py")) if "migrations" not in path.parts)


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def named(path: Path) -> str:
    """A file's path from the root of the checkout."""
    return str(path.relative_to(ROOT))
