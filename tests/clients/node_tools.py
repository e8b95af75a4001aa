"""What runs on Node in the tests: `make install-node` installs it, where there is npm."""

import shutil
import subprocess
from pathlib import Path

import pytest

NODE = Path(__file__).with_name("node")


def tool(name: str, *arguments: str) -> str:
    """Run a tool and return what it prints; skip the test, loudly, where it is not installed."""
    installed = NODE / "node_modules" / ".bin" / name
    found = str(installed) if installed.exists() else shutil.which(name) if name == "node" else None
    if found is None:
        pytest.skip(
            f"NOT TRIED: there is no {name} on this machine; `make install-node` installs it where there is npm"
        )
    done = subprocess.run([found, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    return done.stdout
