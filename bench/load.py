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
        session = sessions[counts[index] % len(sessions)]
        writer.write(
            f"GET {to.path} HTTP/1.1\r\nhost: {to.netloc}\r\n"
            f"authorization: Bearer {session}\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        found = re.search(rb"content-length: (\d+)", head)
        if found is None or not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        await reader.readexactly(int(found[1]))
        counts[index] += 1
    writer.close()


if __name__ == "__main__":
    address, file, duration = sys.argv[1:]
    print(asyncio.run(raw(address, Path(file).read_text().split(), int(duration))))
