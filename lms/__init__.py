"""The shell of the product: it wires the rooms together and is imported by none of them."""
