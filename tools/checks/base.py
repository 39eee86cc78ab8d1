"""What every rule needs: the project's files, each parsed and walked once, and the form of a finding."""

import ast
import re
import subprocess
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

CODE = "src/cairn/"
LOCK_FILES = frozenset({"uv.lock", "package-lock.json", "pnpm-lock.yaml"})

_ALLOW = re.compile(r"check: allow ([a-z_]+)(?:\s*\(([^()]*)\))?")
_N = TypeVar("_N", bound=ast.AST)
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class Finding(NamedTuple):
    """One broken rule; the message says what to do instead."""

    path: str
    line: int
    message: str
    last_line: int = 0
    """End of an expression over several lines, any of which may carry its skip code; 0 for a single one."""


class Allowance(NamedTuple):
    """A skip code in a comment; it covers its own line."""

    line: int
    rule: str
    reason: str


def allowances(text: str, first_line: int = 1) -> Iterator[Allowance]:
    """Skip codes in any text; for Python, give it comments only, since strings may speak of them too."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in _ALLOW.finditer(line):
            yield Allowance(number, match[1], (match[2] or "").strip())


def last_name(node: ast.expr | None) -> str:
    """The name at the end of a dotted expression: `c` of `a.b.c`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument, None where the call does not name it."""
    return next((item.value for item in call.keywords if item.arg == name), None)


class Source:
    """A Python file. Paths are relative to the project's root and use slashes."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @property
    def inside(self) -> str:
        """The path below the package, empty for files outside it."""
        return self.path.removeprefix(CODE) if self.path.startswith(CODE) else ""

    @property
    def package(self) -> str:
        """First folder or module below the package: `planning`, `app`, or `__init__`."""
        return self.inside.split("/")[0].removesuffix(".py")

    @cached_property
    def _parsed(self) -> tuple[ast.Module, int | None]:
        try:
            return ast.parse(self.text, self.path), None
        except (SyntaxError, ValueError) as error:
            return ast.Module(body=[], type_ignores=[]), getattr(error, "lineno", None) or 1

    @property
    def tree(self) -> ast.Module:
        """The syntax tree; empty when the file does not parse."""
        return self._parsed[0]

    @property
    def broken_at(self) -> int | None:
        """The line at which the file does not parse, None for a sound one."""
        return self._parsed[1]

    @cached_property
    def _index(self) -> Mapping[type[ast.AST], list[ast.AST]]:
        index: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        stack: list[ast.AST] = [self.tree]
        while stack:
            node = stack.pop()
            index[type(node)].append(node)
            for field in node._fields:
                value = getattr(node, field, None)
                if isinstance(value, list):
                    stack.extend(item for item in value if isinstance(item, ast.AST))
                elif isinstance(value, ast.AST) and value._fields:
                    stack.append(value)
        return index

    def finding(self, node: ast.expr | ast.AnnAssign, message: str) -> Finding:
        """A finding that covers the whole node, since the formatter may move a comment to its last line."""
        return Finding(self.path, node.lineno, message, node.end_lineno or 0)

    def nodes(self, kind: type[_N]) -> list[_N]:
        """Every node of exactly this type, in no promised order."""
        return cast("list[_N]", self._index.get(kind, []))

    @property
    def functions(self) -> list[FunctionNode]:
        return [*self.nodes(ast.FunctionDef), *self.nodes(ast.AsyncFunctionDef)]

    @cached_property
    def strings(self) -> list[ast.Constant]:
        """String literals (parts of f-strings too) that are values: docstrings are left out."""
        bare = {id(node.value) for node in self.nodes(ast.Expr)}
        found = (node for node in self.nodes(ast.Constant) if isinstance(node.value, str))
        return [node for node in found if id(node) not in bare]

    def imported_module(self, node: ast.ImportFrom) -> str:
        """Dotted module of a `from … import`, with relative ones made absolute."""
        if not node.level:
            return node.module or ""
        folder = self.path.removeprefix("src/").split("/")[: -node.level]
        return ".".join([*folder, *([node.module] if node.module else [])])

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """Local name to dotted origin, for imports anywhere in the file."""
        names: dict[str, str] = {}
        for plain in self.nodes(ast.Import):
            for alias in plain.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        for node in self.nodes(ast.ImportFrom):
            module = self.imported_module(node)
            names.update({alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names})
        return names

    def origin(self, node: ast.expr | None) -> str:
        """Dotted name that an expression stands for through the imports; empty for a local thing."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self.imports:
            return ""
        return ".".join([self.imports[node.id], *reversed(parts)])

    @cached_property
    def allowances(self) -> list[Allowance]:
        """The skip codes in this file's comments."""
        if not _ALLOW.search(self.text) or self.broken_at:
            return []
        tokens = tokenize.generate_tokens(StringIO(self.text).readline)
        comments = (token for token in tokens if token.type == tokenize.COMMENT)
        return [allowed for token in comments for allowed in allowances(token.string, token.start[0])]


class Project:
    """The text files of the project by path; lock files and binary files are not among them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._sources = {path: Source(path, text) for path, text in texts.items() if path.endswith(".py")}

    @classmethod
    def load(cls, root: Path) -> "Project":
        """The tracked and the new files of the repository at `root`, without what git ignores."""
        command = ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"]
        listed = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        texts: dict[str, str] = {}
        for path in sorted(set(listed.split("\0")) - {""}):
            file = root / path
            if file.name in LOCK_FILES or file.is_symlink() or not file.is_file():
                continue
            content = file.read_bytes()
            if b"\0" not in content[:8192]:
                texts[path] = content.decode(errors="replace")
        return cls(texts)

    def sources(self, *folders: str) -> list[Source]:
        """Python files under any of the folders (`src/cairn`), or all of them."""
        prefixes = tuple(f"{folder}/" for folder in folders) or ("",)
        return [source for path, source in self._sources.items() if path.startswith(prefixes)]

    def source(self, path: str) -> Source | None:
        return self._sources.get(path)
