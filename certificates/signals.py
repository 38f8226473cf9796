"""News of this room."""

from django.dispatch import Signal

#: a document was printed and kept; arguments: certificate. Sent within the transaction that keeps it.
certificate_issued = Signal()
