"""What OpenAPI says of the body that is read by hand."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

TEXT = Schema(type=OpenAPIType.STRING)
BADGE = Schema(
    type=[OpenAPIType.OBJECT, OpenAPIType.NULL],
    required=["post_key", "signature"],
    properties={"post_key": TEXT, "signature": TEXT},
)
SECRET_ID = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID)
COMMENT_ID = Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL], format=OpenAPIFormat.UUID)
COMMENT = Schema(
    type=OpenAPIType.OBJECT,
    required=["secret", "text", "comment_key"],
    properties={
        "secret": SECRET_ID,
        "text": TEXT,
        "comment_key": TEXT,
        "badge": BADGE,
        "reply_to": COMMENT_ID,
    },
)


@dataclass
class Saying(Operation):
    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            {"application/json": OpenAPIMediaType(COMMENT)}, required=True
        )
