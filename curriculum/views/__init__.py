"""Pages of the admin that no viewset has."""
