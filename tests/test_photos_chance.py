"""Pictures broken by chance: a photo of ours comes out, or nothing does (P8)."""

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mimi.rooms.photos import child
from tests.test_photos import MARK, encoded, jpeg_with_everything, picture

PIXELS = 1_000_000
WHOLE = {
    "jpeg": jpeg_with_everything(),
    "png": encoded(picture(), "PNG"),
    "webp": encoded(picture(), "WEBP"),
    "cmyk": encoded(picture().convert("CMYK"), "JPEG"),
    "palette": encoded(picture().convert("P"), "PNG"),
    "sixteen bits": encoded(Image.new("I;16", (9, 9), 40_000), "PNG"),
}
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=9)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(WHOLE)), CHANGES, st.integers(0, 10**6), st.binary(max_size=20))
def test_a_broken_picture_is_a_small_photo_or_nothing(
    kind: str, changes: list[tuple[int, int]], length: int, tail: bytes
) -> None:
    data = bytearray(WHOLE[kind])
    for at, value in changes:
        data[at % len(data)] = value
    broken = bytes(data[: length % len(data) + 1] if length % 2 else data) + tail
    try:
        webp, *more = child.rebuild(broken, PIXELS)
    except Exception:
        return
    photo = Image.open(BytesIO(webp))
    assert (photo.format, photo.mode) == ("WEBP", "RGB")
    assert max(photo.size) <= child.LARGE.sides[0]
    assert len(webp) <= child.LARGE.most
    assert not photo.info.keys() & {"exif", "icc_profile", "xmp", "comment"}
    assert MARK not in webp
    assert more == [b""] * 4, "it is smaller than any of our sizes"
