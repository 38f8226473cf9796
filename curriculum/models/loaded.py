from django.db import models


class Loaded(models.Model):
    """What a course folder last brought in: the third of the states (file, last loaded, live) that loading compares.

    `facts` maps unit → digest for a translation row, name → value for what is true in every language (then
    `language_code` is empty).
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language_code = models.CharField(max_length=15, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language_code"], name="what_was_loaded_is_kept_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} [{self.language_code}]"
