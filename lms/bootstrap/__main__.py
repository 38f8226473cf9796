"""`python -m lms.bootstrap run | tools | foreign | lock`: what the Makefile calls."""

import os
import signal
import sys

from . import environment, parts
from .address import Address
from .ending import die_with_parent
from .messages import compile_messages
from .telling import CannotGoOn, Step, ending_with_a_sentence, tell

NO = {"0", "false", "no", "off"}


def run():
    """A fresh clone becomes a running site: system parts, `.venv`, translations; then `manage.py serve`."""
    environment.python_is_new_enough()
    address = Address.from_environment()
    address.must_be_free()
    os.environ["DATA_DIR"] = str(environment.data_folder())
    choose_settings()
    ready(parts.RUNNING, "base")
    os.umask(0o077)  # what the site writes is for its owner only
    tell("-> Site")
    os.execv(environment.PYTHON, [str(environment.PYTHON), "manage.py", "serve", "--prepare"])  # noqa: S606


def tools():
    """Everything that `make test` needs, Chromium and PostgreSQL included."""
    environment.python_is_new_enough()
    ready([*parts.RUNNING, *parts.TESTING], "test")


def foreign():
    """Everything that `make test-long` needs: programs of others that check certificates, too."""
    environment.python_is_new_enough()
    ready([*parts.RUNNING, *parts.TESTING, *parts.FOREIGN], "test")


def ready(needed, lock):
    with Step("System: " + ", ".join(part.name for part in needed)):
        parts.have(needed)
    with Step("Python environment"):
        environment.install(lock)
    compile_messages()


def choose_settings():
    """The furnished demo unless DEMO=0; the settings of a real site refuse DEMO=1 themselves."""
    demo = os.environ.get("DEMO", "").strip().lower() not in NO
    os.environ["DEMO"] = "1" if demo else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "lms.settings.demo" if demo else "lms.settings.production"


def main():
    verbs = {"run": run, "tools": tools, "foreign": foreign, "lock": environment.write_locks}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        raise CannotGoOn("Say what to do: " + ", ".join(verbs) + ".")
    os.chdir(environment.ROOT)
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    # So that an installation under way ends with us: Python's own answer to SIGTERM would leave it running.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    verbs[sys.argv[1]]()


if __name__ == "__main__":
    ending_with_a_sentence(main)
