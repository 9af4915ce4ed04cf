"""Form fields that every floor shares."""

from typing import Any

from django import forms


class Written(forms.CharField):
    """What a person writes, kept whole: too long a text is refused with a sentence.

    A browser that is told `maxlength` cuts what is pasted without a word.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return what the input carries: no `maxlength`."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
