"""Where PostgreSQL has Citus, tables lie on many nodes by their families (docs/scale-out.md)."""

import asyncpg

REFERENCE = {"editions", "founding", "sources", "versions"}  # small, and on every node
LOCAL = {
    *("comment_queue", "control_months", "jobs", "nightly", "pleas", "queue", "shared_tokens"),
    "schema_migrations",
}  # on the first node: no key leads to a node
VIEWER, ACCOUNT = "viewer", "account"  # keys of one family under two names

HAS_CITUS = """
    SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')
"""
KEYS = """
    SELECT t.relname AS name, a.attname AS key,
        EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = t.oid) AS done
    FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND t.relnamespace = 'public'::regnamespace
    ORDER BY a.attname <> 'account', t.relname
"""
EVERYWHERE = """
    SELECT create_reference_table($1)
"""
BY_KEY = """
    SELECT create_distributed_table($1, $2, colocate_with => $3)
"""


async def distribute(url: str) -> None:
    """Gives each table to the nodes that has not been given yet; without Citus, nothing.

    Tables with the same key lie together, so that what one request asks of them is one node's work.
    """
    connection = await asyncpg.connect(url)
    try:
        if await connection.fetchval(HAS_CITUS):
            await _distribute(connection)
    finally:
        await connection.close()


async def _distribute(db: asyncpg.Connection) -> None:
    first = dict[str, str]()  # by the key
    for name, key, done in await db.fetch(KEYS):
        if name in REFERENCE:
            if not done:
                await db.execute(EVERYWHERE, name)
        elif name not in LOCAL:
            beside = first.setdefault(ACCOUNT if key == VIEWER else key, name)
            if not done:
                await db.execute(BY_KEY, name, key, "none" if beside == name else beside)
