from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Workflow

from lms.people.languages import own_name


class LanguageWorkflow(models.Model):
    """Which workflow a language's texts pass before they are published."""

    language_code = models.CharField(_("language"), max_length=15, unique=True)
    workflow = models.ForeignKey(
        Workflow, on_delete=models.CASCADE, related_name="+", verbose_name=_("workflow")
    )

    class Meta:
        verbose_name = _("workflow of a language")
        verbose_name_plural = _("workflows of languages")

    def __str__(self):
        return own_name(self.language_code)
