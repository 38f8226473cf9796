"""Pages about certificates: for strangers who check one, for holders, for the staff who decide."""
