"""Mutants of one module: every small change of a rule that a test ought to notice, at its exact place.

Wording is no rule: f-strings, sentences, docstrings, annotations and decorators stay as they are.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from tests.mutation.places import Function, Mutant, Places

COMPARED = {
    **{ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">")},
    **{ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.In: ("in", "not in")},
    **{ast.NotIn: (r"not\s+in", "in"), ast.Is: ("is", "is not"), ast.IsNot: (r"is\s+not", "is")},
}
COUNTED = {
    **{ast.Add: (r"\+", "-"), ast.Sub: ("-", "+"), ast.Mult: (r"\*", "//"), ast.FloorDiv: ("//", "*")},
    **{ast.Mod: ("%", "//"), ast.BitOr: (r"\|", "&"), ast.BitAnd: ("&", "|")},
}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
EMPTY = {
    **{"bool": ("True", "False"), "int": ("0",), "tuple": ("()",), "list": ("[]",)},
    **{"dict": ("{}",), "Mapping": ("{}",), "frozenset": ("frozenset()",), "set": ("set()",)},
}
"""What a function may return instead, by the first word of its annotation."""
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*|[A-Z]{1,3}[0-9]+")
NUMBERED = re.compile(r"[A-Z]{1,3}[0-9]+")
Members = Mapping[str, tuple[str, ...]]
"""The members of each enum by its class name."""


def enum_members(source: bytes) -> dict[str, tuple[str, ...]]:
    """The enums that a module defines, with their members in order."""
    return {
        node.name: tuple(
            target.id
            for step in node.body
            if isinstance(step, ast.Assign)
            for target in step.targets
            if isinstance(target, ast.Name)
        )
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and _is_enum(node)
    }


def mutants_of(file: str, source: bytes, members: Members) -> list[Mutant]:
    """Every mutant of a module, in the order of the source."""
    walk = _Walk(file, source, members)
    walk.visit(ast.parse(source))
    unique = {(one.start, one.end, one.text): one for one in walk.found}
    return sorted(unique.values())


def _is_enum(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("Enum") for base in node.bases)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


class _Walk(Places):
    """Collects the mutants of a module while it goes down the tree."""

    def __init__(self, file: str, source: bytes, members: Members) -> None:
        super().__init__(file, source)
        self.members = members

    def visit_FunctionDef(self, node: Function) -> None:
        self.names.append(node.name)
        self.functions.append(node)
        for part in (*node.args.defaults, *node.args.kw_defaults, *node.body):
            if part is not None:
                self.visit(part)
        self.functions.pop()
        self.names.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.names.append(node.name)
        for step in node.body:
            if not (_is_enum(node) and isinstance(step, ast.Assign)):
                self.visit(step)
        self.names.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """A text for people."""

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg != "strict":  # of zip: it only asserts what the lines above have made true
            self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for (left, right), op in zip(pairwise([node.left, *node.comparators]), node.ops, strict=True):
            pattern, text = COMPARED[type(op)]
            self.between("comparison", self.end_of(left), self.start_of(right), pattern, text)
        for side in (node.left, *node.comparators):
            for part in side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side]:
                self._identifier(part)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        bitwise = isinstance(node.op, ast.BitOr | ast.BitAnd)
        texts = _is_text(node.left) or _is_text(node.right)
        if type(node.op) in COUNTED and not texts and (self.functions or not bitwise):
            pattern, text = COUNTED[type(node.op)]
            self.between("arithmetic", self.end_of(node.left), self.start_of(node.right), pattern, text)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        pattern, text = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            self.between("and/or", self.end_of(left), self.start_of(right), pattern, text)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.add("not removed", self.start_of(node), self.start_of(node) + len("not "), "")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
            self.replace("min/max, any/all", node.func, SWAPPED[node.func.id])
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
            self._identifier(node.args[0])
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.replace("boolean", node, str(not node.value))
        elif isinstance(node.value, int):
            self.replace("integer", node, str(node.value + 1), str(node.value - 1))
        elif isinstance(node.value, str) and NUMBERED.fullmatch(node.value):
            self._identifier(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._identifier(node.slice)
        if isinstance(node.slice, ast.Slice):
            for bound in (node.slice.lower, node.slice.upper):
                if bound is not None and not any(isinstance(n, ast.Constant) for n in ast.walk(bound)):
                    self.replace("slice", bound, f"{self.text_of(bound)} + 1")
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key in node.keys:
            if key is not None:
                self._identifier(key)
        self.generic_visit(node)

    def visit_MatchValue(self, node: ast.MatchValue) -> None:
        self._identifier(node.value)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.attr in self.members.get(node.value.id, ()):
            members = self.members[node.value.id]
            following = members[(members.index(node.attr) + 1) % len(members)]
            self.replace("enum member", node, f"{node.value.id}.{following}")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._condition(test)
        self.generic_visit(node)

    def _identifier(self, node: ast.expr) -> None:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and IDENTIFIER.fullmatch(node.value)
        ):
            self.replace("identifier", node, repr(node.value + "_"))

    def _condition(self, test: ast.expr, *, endless: bool = False) -> None:
        named = any(isinstance(part, ast.NamedExpr) for part in ast.walk(test))
        if not named and not isinstance(test, ast.Constant) and ast.unparse(test) != "TYPE_CHECKING":
            self.replace("condition", test, *(("False",) if endless else ("True", "False")))

    def visit_If(self, node: ast.If) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._condition(node.test, endless=True)
        self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        if node.guard is not None:
            self._condition(node.guard)
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        returns = self.functions[-1].returns
        if node.value is not None and returns is not None and not isinstance(node.value, ast.Constant):
            annotation = ast.unparse(returns)
            optional = annotation.endswith("| None")
            word = re.match(r"\w*", annotation)
            texts = ("None",) if optional else EMPTY.get(word[0] if word else "", ())
            self.replace("return value", node.value, *texts)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            return
        if any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
            self.replace("statement deleted", node, "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.replace("statement deleted", node, "pass")
        if type(node.op) in COUNTED and not _is_text(node.value):
            pattern, text = COUNTED[type(node.op)]
            self.between("arithmetic", self.end_of(node.target), self.start_of(node.value), pattern, text)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Yield | ast.YieldFrom):
            self.replace("statement deleted", node, "yield from ()")
        elif isinstance(node.value, ast.Call):
            self.replace("statement deleted", node, "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.replace("statement deleted", node, "pass")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.replace("statement deleted", node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self.replace("statement deleted", node, "pass")


def every_mutant(sources: Mapping[str, bytes]) -> Iterator[tuple[str, list[Mutant]]]:
    """The mutants of each module by its file name, in the order of the names."""
    members = {name: found for source in sources.values() for name, found in enum_members(source).items()}
    for file in sorted(sources):
        yield file, mutants_of(file, sources[file], members)
