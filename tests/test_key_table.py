"""docs/keys.md names every key that the server has, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
TAKES_A_PURPOSE = {"key", "tag", "seal", "seal_alike", "unseal", "window_key"}
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def named(path: Path) -> Iterator[str]:
    """The purposes for which a file asks the keyring; `…` for what is filled in."""
    tree = ast.parse(path.read_text())
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=name), args=[purpose, *_]):
                if name in TAKES_A_PURPOSE and "keys" in ast.unparse(owner).split(".")[-1]:
                    yield spoken(constants.get(getattr(purpose, "id", ""), purpose))
            case _:
                pass


def spoken(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = (ast.literal_eval(v) if isinstance(v, ast.Constant) else "…" for v in node.values)
        return "".join(parts)
    return str(ast.literal_eval(node))


def test_every_key_has_its_line_and_every_line_its_key() -> None:
    asked = {purpose for path in (ROOT / "mimi").rglob("*.py") for purpose in named(path)}
    assert len(asked) > 40
    assert asked == set(ROW.findall((ROOT / "docs/keys.md").read_text()))
