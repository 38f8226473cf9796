"""`manage.py export_course SLUG FOLDER`: write a course folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.interop.course_folder.writing import write_course
from curriculum.interop.exporting import export_course
from lms.people.refusals import Refusal


class Command(BaseCommand):
    help = "Write a published course as a course folder."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("folder", type=Path, help="a new or empty folder")

    def handle(self, *, slug: str, folder: Path, **options):
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Name a new folder.")
        try:
            course = export_course(slug)
        except Refusal as refused:
            raise CommandError(str(refused)) from None
        write_course(course, folder)
        self.stdout.write(f"Course “{slug}” stands in {folder}.")
