"""What the address narrows a list to, read without trust."""

LONGEST_NUMBER = 10


def is_number(text: str) -> bool:
    """Say whether a text can be somebody's number."""
    return text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
