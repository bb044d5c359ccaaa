"""What a statement asks for, read from its syntax tree: which tables, and by which keys."""

from collections.abc import Iterator, Mapping
from typing import Any

from pglast import ast as sql
from pglast import parse_sql

Keys = Mapping[str, str]  # table → the column that its key leads with
ASKS = (sql.SelectStmt, sql.UpdateStmt, sql.DeleteStmt)


def tables(text: str) -> set[str]:
    """Those of the database that the statement names; not its own WITH."""
    tree = parse_sql(text)
    with_ = {node.ctename for node in nodes(tree) if _is(node, sql.CommonTableExpr)}
    return {n.relname for n in nodes(tree) if _is(n, sql.RangeVar)} - with_


def functions(text: str) -> set[str]:
    """The functions it calls; CURRENT_DATE and its like by a name of their own."""
    called = {n.funcname[-1].sval for n in nodes(parse_sql(text)) if _is(n, sql.FuncCall)}
    clocks = {n.op.name for n in nodes(parse_sql(text)) if _is(n, sql.SQLValueFunction)}
    return called | clocks


def moved(text: str, keys: Keys) -> set[str]:
    """The tables of which it sets the key, so that a row would have to go to another node."""
    found = set[str]()
    for node in nodes(parse_sql(text)):
        if _is(node, sql.UpdateStmt):
            columns = {target.name for target in node.targetList}
        elif _is(node, sql.InsertStmt) and node.onConflictClause:
            columns = {target.name for target in node.onConflictClause.targetList or ()}
        else:
            continue
        if keys.get(node.relation.relname) in columns:
            found.add(node.relation.relname)
    return found


def keyless(text: str, keys: Keys) -> list[str]:
    """The tables that it asks without `key = $n` or `key = ANY($n)`; a key that equals the bound
    key of another table is bound too. A row that is written has its key in it."""
    return list(_keyless(parse_sql(text), keys, frozenset()))


def _keyless(tree: Any, keys: Keys, outside: frozenset[str]) -> Iterator[str]:
    if _is(tree, tuple):
        for part in tree:
            yield from _keyless(part, keys, outside)
    if not _is(tree, sql.Node):
        return
    if _is(tree, *ASKS):
        asked = {name: table for name, table in _asked(tree) if table in keys}
        known = {f"{name}.{keys[table]}": table for name, table in asked.items()}
        outside = _bound(tree, frozenset(known), outside - known.keys())
        yield from (table for key, table in known.items() if key not in outside)
    for slot in tree:
        yield from _keyless(getattr(tree, slot), keys, outside)


def _asked(ask: Any) -> Iterator[tuple[str, str]]:
    """(alias, table) of FROM, USING and what is changed, but not of what stands inside brackets."""
    own = [getattr(ask, slot, None) for slot in ("relation", "fromClause", "usingClause")]
    for node in _level(tuple(own)):
        if _is(node, sql.RangeVar):
            yield (node.alias.aliasname if node.alias else node.relname), node.relname


def _bound(ask: Any, own: frozenset[str], bound: frozenset[str]) -> frozenset[str]:
    """The keys (`alias.column`) that are known; round by round, as one makes another known."""
    conditions = list(_conditions(ask))
    while True:
        more = {
            key
            for one, other in conditions
            for key in _columns(one, own) & own
            if _is(other, sql.ParamRef) or _columns(other, own) & bound
        }
        if more <= bound:
            return bound
        bound |= more


def _conditions(ask: Any) -> Iterator[tuple[Any, Any]]:
    """Both ways round, the two sides of each `=` that every row must meet."""
    joins = [n for n in _level((getattr(ask, "fromClause", None),)) if _is(n, sql.JoinExpr)]
    waiting: list[Any] = [ask.whereClause, *(join.quals for join in joins)]
    while waiting:
        node = waiting.pop()
        if _is(node, sql.BoolExpr) and node.boolop.name == "AND_EXPR":
            waiting.extend(node.args)
        elif _is(node, sql.A_Expr) and _is_equal(node):
            one, other = _bare(node.lexpr), _bare(node.rexpr)
            yield from ((one, other), (other, one))


def _is_equal(node: Any) -> bool:
    return node.kind.name in {"AEXPR_OP", "AEXPR_OP_ANY"} and node.name[-1].sval == "="


def _columns(node: Any, own: frozenset[str]) -> set[str]:
    """The column that this expression is, as `alias.column`; without an alias, those it may be."""
    if not _is(node, sql.ColumnRef) or not _is(node.fields[-1], sql.String):
        return set()
    name = ".".join(field.sval for field in node.fields)
    return {name} if "." in name else {key for key in own if key.endswith(f".{name}")}


def _bare(node: Any) -> Any:
    return _bare(node.arg) if _is(node, sql.TypeCast) else node


def _level(tree: Any) -> Iterator[Any]:
    """The nodes of one FROM, without those of its subselects."""
    if _is(tree, tuple):
        for part in tree:
            yield from _level(part)
    elif _is(tree, sql.Node):
        yield tree
        if _is(tree, sql.JoinExpr):
            yield from _level((tree.larg, tree.rarg))


def _is(node: Any, *kinds: type) -> bool:
    """Without telling the type checker, for which any part of a tree may be missing."""
    return isinstance(node, kinds)


def nodes(tree: Any) -> Iterator[Any]:
    if _is(tree, tuple):
        for part in tree:
            yield from nodes(part)
    elif _is(tree, sql.Node):
        yield tree
        for slot in tree:
            yield from nodes(getattr(tree, slot))
