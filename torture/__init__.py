"""What breaks in real life, done to real servers: docs/reliability.md.

Speaks HTTP as members do, and looks into the database only to count what was acknowledged.
"""
