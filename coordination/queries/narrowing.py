"""What the address narrows a list to, read without trust."""

LONGEST_NUMBER = 18


def is_number(text: str) -> bool:
    """Say whether an address names a number that the database can hold."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
