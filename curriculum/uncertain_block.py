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

    def __init__(self, *args, **kwargs):
        """In the form, the doubt follows what it is about; what is stored and told in migrations keeps its order."""
        super().__init__(*args, **kwargs)
        self.meta.form_layout = blocks.BlockGroup(sorted(self.child_blocks, key="uncertain".__eq__))

    def clean(self, value):
        """A draft keeps whatever was typed so far: what is wrong is told when it is to be published."""
        value = super().clean(value)
        return value if self.is_deferred_validation else self.clean_whole(value)

    def clean_whole(self, value):
        """Raises where what is there does not fit together. Called with all that is demanded."""
        return value

    def get_preview_value(self):
        """The sample of the kind, as learners would see it."""
        from .block_samples import SAMPLES

        return self.normalize(SAMPLES[self.name])

    class Meta:
        preview_template = "curriculum/block_preview.html"
