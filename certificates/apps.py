from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self):
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import published

        from curriculum import dependants
        from curriculum.kinds import MASTERS
        from lms.people.auditing import name_acts
        from lms.people.exporting import register_exporter
        from lms.people.forgetting import register_term
        from lms.people.granting import register_permissions
        from lms.people.signals import erasing

        from . import permissions, receivers
        from .erasing import forget_ended, known
        from .models import Achievement, Design, Pledge
        from .showing import forget_old_enquiries
        from .signals import certificate_issued

        MASTERS.update(
            achievement=Achievement, pledge=Pledge, design=Design
        )  # they are translated with all else
        erasing.connect(receivers.person_erased)
        certificate_issued.connect(receivers.printed)
        published.connect(receivers.words_published)
        dependants.register(receivers.asked_what_hangs_on_it)
        register_exporter("certificates", known)
        register_term("words of strangers", forget_old_enquiries)
        register_term("certificates", forget_ended)
        for model, policy in permissions.POLICIES.items():
            register_permission_policy(model, policy)
        for role, names in permissions.OF_ROLE.items():
            register_permissions(role, names)
        name_acts(
            certificate_offered=_("certificate offered to a cohort"),
            award_recommended=_("recommended for a certificate"),
            award_certified=_("certified"),
            award_renewed=_("certificate renewed"),
            award_revoked=_("certificate revoked"),
            certificate_requested=_("name on the certificate confirmed"),
            certificate_issued=_("certificate issued"),
            certificate_corrected=_("name on a certificate corrected"),
            pledge_signed=_("pledge signed"),
            design_checked=_("design of certificates released"),
            listed=_("put into the directory of multipliers"),
            withdrawn=_("left the directory of multipliers"),
            printing_paused=_("printing of certificates stopped"),
            printing_resumed=_("printing of certificates went on"),
            certificate_name_shown=_("name shown on the public page of a certificate"),
            certificate_name_hidden=_("name hidden on the public page of a certificate"),
            certificate_tried_again=_("printing of a certificate tried again"),
        )
