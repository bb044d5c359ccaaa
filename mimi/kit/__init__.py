"""Tools without domain knowledge."""
