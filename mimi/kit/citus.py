"""Where PostgreSQL has Citus, tables lie on many nodes by their families (docs/scale-out.md)."""

import asyncpg

IS_THERE = """
    SELECT to_regclass('pg_dist_partition') IS NOT NULL
"""


async def is_there(db: asyncpg.Connection | asyncpg.pool.PoolConnectionProxy) -> bool:
    return bool(await db.fetchval(IS_THERE))


# Each table that has not been given to the nodes is: what is small to all of them, the rest by the
# first column of its key, beside the tables of the same key, so that what one request asks of them
# is one node's work. What no key leads to stays on the first node.
DISTRIBUTE = """
DO $$
DECLARE
    everywhere CONSTANT text[] := '{editions, founding, sources, versions}';
    here CONSTANT text[] := '{comment_queue, control_months, jobs, nightly, pleas, queue,
        schema_migrations, shared_tokens}';
    given record;
BEGIN
    IF to_regclass('pg_dist_partition') IS NULL THEN
        RETURN;
    END IF;
    FOR given IN
        WITH keys AS (
            SELECT t.relname::text AS name, a.attname::text AS key, p.logicalrelid AS there
            FROM pg_index i
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            LEFT JOIN pg_dist_partition p ON p.logicalrelid = t.oid
            WHERE i.indisprimary AND t.relnamespace = 'public'::regnamespace
                AND t.relname <> ALL (here)
        ), homes AS (
            SELECT name, key, there, first_value(name) OVER (
                PARTITION BY name = ANY (everywhere), coalesce(nullif(key, 'viewer'), 'account')
                ORDER BY there IS NULL, name
            ) AS beside
            FROM keys
        )
        SELECT name, key, beside FROM homes WHERE there IS NULL ORDER BY name <> beside, name
    LOOP
        IF given.name = ANY (everywhere) THEN
            PERFORM create_reference_table(given.name);
        ELSE
            PERFORM create_distributed_table(
                given.name, given.key,
                colocate_with => coalesce(nullif(given.beside, given.name), 'none')
            );
        END IF;
    END LOOP;
END $$
"""


async def distribute(url: str) -> None:
    """Without Citus nothing; again, only what is new."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(DISTRIBUTE)
    finally:
        await connection.close()
