"""What makes a password too easy to guess here."""

from django.core.exceptions import ValidationError

WORDS = ("cohe", "labor", "industries", "washington", "coordinator", "worklist")


class ContextWordValidator:
    """Refuses a password that is little more than words of this workplace."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when fewer than eight characters remain without the workplace's words."""
        rest = password.lower()
        for word in WORDS:
            rest = rest.replace(word, "")
        if len(rest) < 8 and rest != password.lower():
            raise ValidationError(
                "Choose words that have nothing to do with this workplace.", code="context_word"
            )

    def get_help_text(self) -> str:
        """Say what is asked, before it is refused."""
        return "Use words that have nothing to do with this workplace."
