"""Fuzzing: whatever bytes strangers send, each parser reads or refuses them as it says.

`python -m fuzz` runs the targets one after the other, each in a process of its own (`one.py`) under
atheris, which keeps what reaches new lines of our code and changes it further; address books are
read by the page, so `books.mjs` does the same with V8's coverage. `corpus/` has where they begin,
and what once broke something; tests/test_fuzz.py runs each target over it.
"""
