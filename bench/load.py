"""Load on one address for some seconds: by wrk where it is installed, else by a raw client."""

import asyncio
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 16
SCRIPT = """
local sessions = {}
for line in io.lines(os.getenv("SESSIONS")) do sessions[#sessions + 1] = line end
local turn = 0
request = function()
    turn = turn % #sessions + 1
    return wrk.format("GET", nil, {["authorization"] = "Bearer " .. sessions[turn]})
end
done = function(summary)
    local errors = summary.errors
    io.write("errors ", errors.status + errors.connect + errors.read + errors.timeout, "\\n")
end
"""


def rate(url: str, sessions: Path, seconds: int) -> float:
    """Answers a second, asked for by all these sessions in turn. RuntimeError on any error."""
    tool = shutil.which("wrk")
    if tool:
        return _wrk(tool, url, sessions, seconds)
    command = [sys.executable, "-m", "bench.load", url, str(sessions), str(seconds)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def paced(url: str, sessions: Path, seconds: int, share: float) -> tuple[float, float]:
    """The rate that is a share of what this client of ours can get, and the 99th percentile in
    milliseconds when so many are asked for without waiting for answers: counted from when a
    request was due, so that a server that stops for a moment cannot hide it."""
    command = [sys.executable, "-m", "bench.load", url, str(sessions), str(seconds), str(share)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate, slowest = output.split()
    return float(rate), float(slowest)


def _wrk(tool: str, url: str, sessions: Path, seconds: int) -> float:
    script = sessions.with_suffix(".lua")
    script.write_text(SCRIPT)
    run = subprocess.run(
        [tool, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script, url],
        env={"SESSIONS": str(sessions)},
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)
    if found is None or "errors 0" not in run.stdout:
        raise RuntimeError(run.stdout)
    return float(found[1])


async def raw(url: str, sessions: list[str], seconds: int) -> float:
    """The same without wrk: it needs more of the machine, so both rates come out lower."""
    ends, counts = time.monotonic() + seconds, [0] * CONNECTIONS
    async with asyncio.TaskGroup() as group:
        for index in range(CONNECTIONS):
            group.create_task(_ask(url, sessions[index::CONNECTIONS], ends, counts, index))
    return sum(counts) / seconds


async def _ask(url: str, sessions: list[str], ends: float, counts: list[int], index: int) -> None:
    to = urlsplit(url)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    while time.monotonic() < ends:
        await _one(reader, writer, url, sessions[counts[index] % len(sessions)])
        counts[index] += 1
    writer.close()


async def _one(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: str, session: str
) -> None:
    to = urlsplit(url)
    writer.write(
        f"GET {to.path} HTTP/1.1\r\nhost: {to.netloc}\r\n"
        f"authorization: Bearer {session}\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    found = re.search(rb"content-length: (\d+)", head)
    if found is None or not head.startswith(b"http/1.1 200"):
        raise RuntimeError(head.decode())
    await reader.readexactly(int(found[1]))


async def open_loop(url: str, sessions: list[str], rate: float, seconds: int) -> float:
    """Each of the connections takes the next request that is due, late or not."""
    began, due, times = time.monotonic(), iter(range(int(rate * seconds))), list[float]()

    async def connection() -> None:
        to = urlsplit(url)
        reader, writer = await asyncio.open_connection(to.hostname, to.port)
        for number in due:
            at = began + number / rate
            await asyncio.sleep(max(0, at - time.monotonic()))
            await _one(reader, writer, url, sessions[number % len(sessions)])
            times.append(time.monotonic() - at)
        writer.close()

    await asyncio.gather(*(connection() for _ in range(4 * CONNECTIONS)))
    return sorted(times)[int(len(times) * 0.99)] * 1000


if __name__ == "__main__":
    address, file, duration, *share = sys.argv[1:]
    everybody = Path(file).read_text().split()
    found = asyncio.run(raw(address, everybody, int(duration)))
    if share:
        found *= float(share[0])
        print(found, asyncio.run(open_loop(address, everybody, found, int(duration))))
    else:
        print(found)
