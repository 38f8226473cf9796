"""What is taught, exchanged with other systems: one package or module for each format."""
