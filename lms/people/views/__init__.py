"""Pages of getting in: keys, the door, the privacy notice."""
