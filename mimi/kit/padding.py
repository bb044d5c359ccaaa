"""Plaintexts made equally long before they are sealed, so that sizes of rows tell nothing."""


def pad(plain: bytes, size: int) -> bytes:
    """`size` bytes. ValueError when `plain` does not fit, with its length in four bytes."""
    if len(plain) + 4 > size:
        raise ValueError("longer than its padding")
    return (len(plain).to_bytes(4, "big") + plain).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    return padded[4 : 4 + length]
