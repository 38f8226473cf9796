from django.db import connection, models


class Generation(models.Model):
    """One row that counts the changes of what is taught. Whatever readers are shown is cached under its number.

    The number is raised in the transaction of the change: nobody can cache old content under a new number, and
    no process has to be told.
    """

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_generation")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        """The present number; 0 before the first change. Every page asks for it, so it is asked in plain SQL."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM curriculum_generation WHERE id = 1")
            row = cursor.fetchone()
        return row[0] if row else 0

    @classmethod
    def advance(cls) -> None:
        """One more; the first change makes the row. Every saved part asks for it, so it is asked in plain SQL."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO curriculum_generation (id, number) VALUES (1, 1) "
                "ON CONFLICT (id) DO UPDATE SET number = curriculum_generation.number + 1"
            )
