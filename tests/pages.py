"""What a page says."""

import html
import re

from django.http import HttpResponse


def words(response: HttpResponse) -> str:
    """Return the words of a page as they are read, without its marks."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))
