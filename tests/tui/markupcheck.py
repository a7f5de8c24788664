"""Reading the editor's source for texts that Textual would take as markup.

Textual reads a plain string as markup wherever it draws one. So every text that is drawn has to be a
`Content` (or Rich's `Text`), and this finds those of which the source does not show that they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

PLAIN = {"Content", "Text"}
"""The classes that draw a string as it is."""

MAKERS = {"assemble", "join", "styled"}
"""What makes another such object out of plain strings."""

WIDGETS = {"Input", "Static"}
"""The widgets of Textual that are used; another one needs a look at what it draws first."""

DRAWN = {"border_title", "border_subtitle", "tooltip", "placeholder"}
"""Attributes and arguments that are drawn."""

CALLS = {"notify": {"title"}, "update": set(), "exit": {"message"}, "panic": set()}
"""Methods that draw what they are given: all that stands in order, and the arguments named."""

FIRST_IS_NO_TEXT = {"exit"}
"""Those whose arguments in order are not drawn."""

READERS_OF_MARKUP = {"from_markup", "render_markup", "render_str"}

GATHERING = {"dict", "set", "fromkeys"}
"""What `update` may be given when it belongs to a dict or set."""


@dataclass
class Scope:
    """What is known in a module: what its names are bound to, what its functions promise to return."""

    bound: dict[str, list[ast.expr | None]] = field(default_factory=dict)
    promised: dict[str, set[str]] = field(default_factory=dict)

    def bind(self, name: str, value: ast.expr | None) -> None:
        """Note that a name is bound to an expression, or (None) to something unknown."""
        self.bound.setdefault(name, []).append(value)


def complaints(source: str) -> list[str]:
    """Give each place where a text may be drawn as markup, as `line 7: …`."""
    tree = ast.parse(source)
    scope = _scope_of(tree)
    found = [f"line {line}: {what}" for line, what in _complaints(tree, scope)]
    return sorted(found, key=lambda each: int(each.split()[1].rstrip(":")))


def _scope_of(tree: ast.Module) -> Scope:
    scope = Scope()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(scope, target, node.value)
        elif isinstance(node, ast.AnnAssign):
            _bind(scope, node.target, _promise(node.annotation) or node.value)
        elif isinstance(node, (ast.AugAssign, ast.For, ast.AsyncFor, ast.comprehension)):
            _bind(scope, node.target, None)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            scope.promised.setdefault(node.name, set()).add(_name(node.returns))
            arguments = node.args
            for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                scope.bind(each.arg, _promise(each.annotation))
    return scope


def _promise(annotation: ast.expr | None) -> ast.expr | None:
    """Give an expression that is as safe as what is annotated so; None where that is not known."""
    return ast.Call(annotation, [], []) if annotation and _name(annotation) in PLAIN else None


def _bind(scope: Scope, target: ast.expr, value: ast.expr | None) -> None:
    if isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        for number, each in enumerate(target.elts):
            matched = len(values) == len(target.elts)
            _bind(scope, each, values[number] if matched else None)
    elif _name(target):
        scope.bind(_name(target), value)


def _name(node: ast.AST | None) -> str:
    """Give the last name of `x`, `self.x` or an annotation in quotes."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _complaints(tree: ast.Module, scope: Scope) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from _imported(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in DRAWN:
                    yield from _judged(node.value, scope, target.attr)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.name == "render" and _name(node.returns) not in PLAIN:
                yield node.lineno, "render() does not promise Content"
        elif isinstance(node, ast.Call):
            yield from _called(node, scope)


def _imported(node: ast.ImportFrom) -> Iterator[tuple[int, str]]:
    module = node.module or ""
    for alias in node.names:
        if module.startswith("textual.widgets") and alias.name not in WIDGETS:
            yield node.lineno, f"{alias.name} is not known to draw texts as they are"
        if module == "rich" and alias.name == "print":
            yield node.lineno, "rich.print reads markup"


def _called(node: ast.Call, scope: Scope) -> Iterator[tuple[int, str]]:
    name = _name(node.func)
    if name in READERS_OF_MARKUP:
        yield node.lineno, f"{name} reads markup"
    for keyword in node.keywords:
        if keyword.arg == "markup" and not _is_false(keyword.value):
            yield node.lineno, "markup is asked for"
        if keyword.arg in DRAWN or keyword.arg in CALLS.get(name, ()):
            yield from _judged(keyword.value, scope, f"{name}({keyword.arg}=)")
    is_drawing = (
        name in CALLS and name not in FIRST_IS_NO_TEXT and isinstance(node.func, ast.Attribute)
    )
    if is_drawing or name == "Static":
        for argument in node.args:
            if not (name == "update" and _gathers(argument)):
                yield from _judged(argument, scope, f"{name}()")


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _gathers(node: ast.expr) -> bool:
    return isinstance(node, (ast.Dict, ast.DictComp, ast.Set, ast.SetComp)) or (
        isinstance(node, ast.Call) and _name(node.func) in GATHERING
    )


def _judged(node: ast.expr, scope: Scope, where: str) -> Iterator[tuple[int, str]]:
    if not _is_safe(node, scope, frozenset()):
        yield node.lineno, f"{where} may draw markup: {ast.unparse(node)}"


def _is_safe(node: ast.expr, scope: Scope, seen: frozenset[str]) -> bool:
    """Say whether an expression is a literal without markup, or drawn as it is."""
    if isinstance(node, ast.Constant):
        return not (isinstance(node.value, str) and "[" in node.value)
    if isinstance(node, ast.IfExp):
        return all(_is_safe(each, scope, seen) for each in (node.body, node.orelse))
    if isinstance(node, ast.BoolOp):
        return all(_is_safe(each, scope, seen) for each in node.values)
    if isinstance(node, ast.Call):
        return _gives_plain(node, scope)
    name = _name(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    if not name or name in seen:
        return bool(name)
    values = scope.bound.get(name, [None])
    return all(value is not None and _is_safe(value, scope, seen | {name}) for value in values)


def _gives_plain(node: ast.Call, scope: Scope) -> bool:
    name = _name(node.func)
    if name in PLAIN:
        return True
    if isinstance(node.func, ast.Attribute) and name in MAKERS:
        maker = node.func.value
        if _name(maker) in PLAIN or (isinstance(maker, ast.Call) and _gives_plain(maker, scope)):
            return True
    promised = scope.promised.get(name, {""})
    return promised <= PLAIN
