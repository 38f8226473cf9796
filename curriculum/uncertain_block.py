"""What all blocks of a lesson share: a reason for a review of law, and how they look before one is made."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PROSE_FEATURES = ["h2", "h3", "bold", "ul", "ol", "link", "code", "citation", "term"]
LINE_FEATURES = ["bold", "link", "code", "citation", "term"]


class UncertainBlock(blocks.StructBlock):
    """A block whose statement may need a look by a lawyer: the reason opens a review."""

    uncertain = blocks.CharBlock(
        required=False,
        label=_("Why this is uncertain"),
        help_text=_(
            "A sentence for readers. It opens a review; the notice is shown until the review is closed."
        ),
    )

    def get_preview_value(self):
        """The sample of the kind, as learners would see it."""
        from .block_samples import SAMPLES

        return self.normalize(SAMPLES[self.name])

    class Meta:
        preview_template = "curriculum/block_preview.html"
