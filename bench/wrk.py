"""Drives `wrk`, where it is installed, in place of our own client: it takes less of the machine."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.children import LAST_CORE, PINNED
from bench.made_up import bodies_for

PROGRAM = shutil.which("wrk")
_SCRIPT = """
local bodies = {}
for body in io.lines(os.getenv("BENCH_BODIES")) do bodies[#bodies + 1] = body end
local sent = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
request = function()
  sent = sent + 1
  return wrk.format(nil, nil, nil, bodies[(sent - 1) % #bodies + 1])
end
done = function(summary, latency)
  local e = summary.errors
  io.stderr:write(string.format('{"rate": %f, "p50": %f, "p99": %f, "bad": %d, "answers": %d}',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout, summary.requests))
end
"""


def turn(port: int, path: str, kind: str, seed: int, seconds: float, connections: int) -> dict[str, float]:
    """Ask for some seconds, as `bench.load.turn` does. wrk takes whole seconds."""
    bodies = [b" ".join(body.split(b"\n")) for body in bodies_for(kind, seed)]  # one a line
    with tempfile.TemporaryDirectory() as folder:
        script, lines = Path(folder, "post.lua"), Path(folder, "bodies")
        script.write_text(_SCRIPT)
        lines.write_bytes(b"\n".join(bodies) + b"\n")
        pinned = ["taskset", "-c", str(LAST_CORE)] if PINNED and shutil.which("taskset") else []
        done = subprocess.run(
            [
                *(*pinned, str(PROGRAM), "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"),
                *("-s", str(script), f"http://127.0.0.1:{port}{path}"),
            ],
            env={"BENCH_BODIES": str(lines)},
            capture_output=True,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stderr)
    found["repeated"] = max(0, found.pop("answers") - len(bodies)) if kind != "same" else 0
    return found
