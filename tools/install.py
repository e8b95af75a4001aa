"""Makes .venv and installs a requirements file into it, unless exactly that is there already.

Run by the Makefile with whatever Python the machine has, so this file must stay readable to old ones.
"""

import hashlib
import os
import subprocess
import sys

VENV = ".venv"
PYTHON = os.path.join(VENV, "bin", "python")
FILES = {
    "requirements.txt": ["constraints.txt", "requirements.txt"],
    "requirements-dev.txt": ["constraints.txt", "requirements.txt", "requirements-dev.txt"],
}


def main(name, explicit):
    """Install the file called `name`; `explicit` says that the caller chose this Python."""
    if not _usable(explicit):
        _make_venv()
    if _stamp_holds(name):
        return
    print(f"Installing {name} into {VENV} (once, and again when it changes) ...", flush=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    if subprocess.call([*pip, "install", "-r", name]) or subprocess.call([*pip, "check"]):
        sys.exit(f"The packages of {name} could not be installed; pip says why above.")
    for covered, files in FILES.items():
        if set(files) <= set(FILES[name]):
            with open(_stamp(covered), "w") as stream:
                stream.write(_digest(files))


def _usable(explicit):
    """Return whether .venv holds a working Python, and the chosen one if one was chosen."""
    wanted = "{}.{}".format(*sys.version_info)
    show = [PYTHON, "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info))"]
    try:
        found = subprocess.check_output(show, stderr=subprocess.DEVNULL).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    return found == wanted if explicit else tuple(map(int, found.split("."))) >= (3, 11)


def _make_venv():
    version = "{}.{}".format(*sys.version_info)
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the one place that older ones reach
        sys.exit(
            f"Python 3.11 or newer is needed; {sys.executable} is {version}. Name another one, for example:"
            " make run PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments: Debian and Ubuntu keep that part in a package of"
            f" its own.\nWrite: sudo apt install python{version}-venv   and then the same command again."
        )
    print(f"Making a virtual environment in {VENV} with {sys.executable} ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]):
        sys.exit("The virtual environment could not be made; the reason stands above.")


def _stamp(name):
    return os.path.join(VENV, "installed-" + name)


def _digest(files):
    digest = hashlib.sha256()
    for file in files:
        with open(file, "rb") as stream:
            digest.update(stream.read())
    return digest.hexdigest()


def _stamp_holds(name):
    try:
        with open(_stamp(name)) as stream:
            return stream.read() == _digest(FILES[name])
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1], explicit="--explicit" in sys.argv)
