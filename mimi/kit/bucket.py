"""Objects in a bucket, by the protocol of S3."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import BaseError, GenericError
from obstore.store import S3Store

from mimi.kit.chunks import SIZE
from mimi.kit.objects import StorageAway
from mimi.settings_tables import Storage

if TYPE_CHECKING:
    from obstore.store import S3Config

Answer = TypeVar("Answer")
THREADS = 16  # requests at once
CONNECT, REQUEST = timedelta(seconds=3), timedelta(seconds=10)  # no answer by then: away
RETRIES = 2
SKEWED = "RequestTimeTooSkewed"  # S3's code when clocks differ by more than 15 minutes


class Bucket:
    """Its calls wait in threads of their own: the library's asynchronous ones abort Python when it
    ends, and a bucket that does not answer must not hold up others' threads."""

    def __init__(self, storage: Storage) -> None:
        self._threads = ThreadPoolExecutor(THREADS)
        self._store = S3Store(
            storage.bucket,
            prefix=storage.prefix or None,
            client_options={
                "allow_http": storage.endpoint.startswith("http://"),
                "connect_timeout": CONNECT,
                "timeout": REQUEST,
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": REQUEST},
            config=_config(storage),
        )

    async def put(self, name: str, data: bytes, window: int) -> None:
        """A bucket keeps its own time of it, which is the release's: never finer than that."""
        await self._in_a_thread(lambda: obstore.put(self._store, name, data))

    async def get(self, name: str) -> bytes | None:
        return await self._in_a_thread(lambda: self._get(name))

    async def remove(self, names: list[str]) -> None:
        await asyncio.gather(*(self._in_a_thread(lambda n=name: self._remove(n)) for name in names))

    async def names(self) -> AsyncIterator[list[str]]:
        pages = obstore.list(self._store, chunk_size=SIZE)
        while page := await self._in_a_thread(lambda: next(pages, None)):
            yield [one["path"] for one in page]

    def _get(self, name: str) -> bytes | None:
        try:
            return obstore.get(self._store, name).bytes().to_bytes()
        except FileNotFoundError:
            return None

    def _remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    async def _in_a_thread(self, work: Callable[[], Answer]) -> Answer:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, work)
        except (BaseError, OSError) as error:
            raise StorageAway(f"storage: {_trouble(error)}") from error


def _trouble(error: Exception) -> str:
    """In our words: the error's own have names of objects and addresses."""
    if SKEWED in str(error):
        return "the bucket says that this machine's clock is wrong"
    if isinstance(error, GenericError):
        return "the bucket does not answer as one does"
    return f"the bucket refuses ({type(error).__name__})"


def _config(storage: Storage) -> "S3Config":
    """What is not set comes from the environment, as the tools of Amazon have it."""
    config: S3Config = {"region": storage.region}
    if storage.endpoint:
        config["endpoint"] = storage.endpoint
    if storage.access_key:
        config["access_key_id"] = storage.access_key
        config["secret_access_key"] = storage.access_secret
    return config
