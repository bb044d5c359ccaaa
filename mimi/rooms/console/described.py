"""What OpenAPI says of a body that is a picture."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

PICTURE = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)


@dataclass
class Showing(Operation):
    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            {"application/octet-stream": OpenAPIMediaType(PICTURE)}, required=True
        )
