"""`manage.py load_course [FOLDER]`: bring a course folder in."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curriculum.interop.course_folder.faults import BrokenCourseFolder
from curriculum.interop.course_folder.stamping import stamp_blocks
from curriculum.interop.loading import load_course
from curriculum.interop.merging import Side

BUNDLED = Path(__file__).resolve().parents[2] / "courses" / "wohnlotse"


class Command(BaseCommand):
    help = "Load a course folder (the bundled one by default). Can be repeated; never touches progress."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=BUNDLED)
        winner = parser.add_mutually_exclusive_group()
        winner.add_argument(
            "--theirs", action="store_const", const=Side.THEIRS, dest="prefer", help="the file wins"
        )
        winner.add_argument(
            "--ours", action="store_const", const=Side.OURS, dest="prefer", help="the site wins"
        )
        parser.add_argument(
            "--stamp", action="store_true", help="first write missing block ids into the files"
        )

    def handle(self, *, folder: Path, prefer, stamp: bool, verbosity: int, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            if stamp:
                self.stdout.write(f"Ids were written into {len(stamp_blocks(folder))} files.")
            course = load_course(
                folder, at=timezone.now(), prefer=prefer, progress=self._show if verbosity > 1 else None
            )
        except BrokenCourseFolder as broken:
            raise CommandError(f"Nothing was loaded.\n{broken}") from None
        self.stdout.write(f"Course “{course}” is loaded: {course.course_modules.count()} modules.")

    def _show(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="" if done < total else "\n")
        self.stdout.flush()
