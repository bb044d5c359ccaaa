"""What may go wrong in a server, patched into one on purpose (`tests/faults.py` lists it)."""
