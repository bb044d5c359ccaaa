"""How fast the server is, as ratios of one run: `python -m bench` (docs/bench.md)."""
