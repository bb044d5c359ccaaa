"""How exactly a counter is shown (P5)."""

FIRST = 5  # below it nothing is shown


def bucket(count: int) -> int:
    """The floor of 0, 5, 10, 20, 50, 100, 200, 500, 1000 … that `count` has reached.

    Protects whoever likes, shares or comments from friends who watch a number move: one person's
    doing moves a shown number only when it happens to be the one that fills a bucket. Below 5
    nothing is shown (0), since among so few a guess would be easy.
    """
    if count < FIRST:
        return 0
    power = 10 ** (len(str(count)) - 1)
    return max(step * power for step in (1, 2, 5) if step * power <= count)
