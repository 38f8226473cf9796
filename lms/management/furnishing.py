"""Makes a site ready to be served: static files, tables, and something to see where it is empty."""

import hashlib

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from ..checks import HALF_WAY, is_half_way

ROOMS = ["lms", "curriculum", "certificates", "cms"]
#: lies in DATA_DIR of a site that was furnished as a demo
NOTE = "demo"
NOT_A_DEMO = (
    "This site holds data that was not furnished as a demo, and a demo waives the second factor. "
    "Start it with DEMO=0, or choose another DATA_DIR."
)
STILL_A_DEMO = (
    "This site was furnished as a demo: the passwords of its accounts are public. "
    "Start it with DEMO=1, or choose another DATA_DIR for a real site."
)


def collect_static(*, tell) -> bool:
    """Collect and compress the static files where they changed since the last time. Says whether it did.

    collectstatic with compression takes seconds even if nothing changed, so DATA_DIR keeps a stamp.
    """
    stamp = settings.STATIC_ROOT / ".collected"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return False
    tell("Collecting the static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    return True


def _state_of_static_files() -> str:
    """Digest of our own static files and of the lock, which decides about everybody else's."""
    digest = hashlib.sha256((settings.ROOT / "requirements" / "base.txt").read_bytes())
    for room in ROOMS:
        for file in sorted(settings.ROOT.glob(f"{room}/**/static/**/*")):
            if file.is_file():
                digest.update(str(file.relative_to(settings.ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def migrate(*, tell) -> bool:
    """Bring the tables up to date where a migration is missing. Says whether one was.

    Only asked, not run, where none is: Django would go through every permission of every table again.
    Raises CommandError with the sentence where an earlier version stopped half-way.
    """
    if is_half_way(connection):
        raise CommandError(HALF_WAY)
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        executor.check_replacements()  # one step that stands for many is noted beside them
        return False
    first = not executor.loader.applied_migrations
    tell("Making the tables (about a quarter of a minute)" if first else "Bringing the tables up to date")
    call_command("migrate", interactive=False, verbosity=0)
    return True


def furnish(*, tell) -> bool:
    """Fill an empty site: the curriculum, and under DEMO a small school. Says whether there was anything to do.

    A demo is one from birth, noted in DATA_DIR: a site with data and without the note is never opened as a demo,
    and one with the note never as a real site. Raises CommandError with the sentence.
    """
    note = settings.DATA_DIR / NOTE
    if not is_empty():
        if settings.DEMO and not note.exists():
            raise CommandError(NOT_A_DEMO)
        if note.exists() and not settings.DEMO:
            raise CommandError(STILL_A_DEMO)
        return False
    if not settings.DEMO:
        tell("Loading the curriculum")
        call_command("load_course")
        call_command("load_achievements")
        call_command("cert_keys", "new")
        return True
    tell("Loading the curriculum and a small school")
    with transaction.atomic():
        call_command("seed")
    note.write_text("Furnished as a demo: its accounts and their passwords are public.\n")
    return True


def is_empty() -> bool:
    """Whether nobody and nothing taught is here yet."""
    user, course = apps.get_model(settings.AUTH_USER_MODEL), apps.get_model("curriculum.Course")
    return not course.objects.exists() and not user.objects.exists()
