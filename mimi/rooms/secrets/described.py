"""What OpenAPI says of the body that is read by hand."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

from mimi.rooms.secrets.looks import LOOKS

TEXT = OpenAPIType.STRING


def one_of(*values: str) -> Schema:
    return Schema(type=TEXT, enum=values)


SECRET = Schema(
    type=OpenAPIType.OBJECT,
    required=["text", "post_key"],
    properties={
        "text": Schema(type=TEXT),
        "post_key": Schema(type=TEXT, description="Ed25519 public key, base64url."),
        "look": one_of("", *LOOKS),
        "edition": one_of("any", "next"),
        "reach": one_of("anyone", "near"),
        "life": one_of("day", "week", "month"),
    },
)
FORM = Schema(
    type=OpenAPIType.OBJECT,
    required=["secret"],
    properties={"secret": SECRET, "photo": Schema(type=TEXT, format=OpenAPIFormat.BINARY)},
)


@dataclass
class Telling(Operation):
    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            {"multipart/form-data": OpenAPIMediaType(FORM)}, required=True
        )
