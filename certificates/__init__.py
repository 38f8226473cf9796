"""The proof: achievements, awards and certificates that strangers can check."""
