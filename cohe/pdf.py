"""Letters, packets, plans and reports as PDF/UA-1, set by typst.

What people wrote travels as data and is never read as markup; templates in `templates/pdf` say how it looks.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "pdf"


def pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return the document that `templates/pdf/<template>.typ` makes of `data`, made at `at`.

    `data` is plain: texts, numbers, lists, mappings; it has a `title`. The same data and instant give the
    same bytes. Fonts are those typst brings: every machine sets the same page.
    """
    made: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return made
