"""The forms of a page, as a browser would find them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# The page's own token: no field of the form, and not looked at where a test's client sends it.
TOKEN = "csrfmiddlewaretoken"
# Fields that a browser sends as they stand; a person types into the others.
NOT_TYPED = ("hidden", "submit", "button", "image", "reset", "file")


@dataclass
class Field:
    """One field: its name, type, and the value or values that it can stand at."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind not in (*NOT_TYPED, "select", "radio", "checkbox")


@dataclass
class Form:
    """One form: where it goes, how, and its fields."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[str, ...]:
        """Return what tells forms of one template apart from others."""
        return ("".join(letter for letter in self.action if not letter.isdigit()), *sorted(self.fields))


class FormFinder(HTMLParser):
    """Collects forms; a field outside any form that names one (`form=`) belongs to it."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found, self.open, self.select, self.text = here, [], None, None, None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(said.get("action") or self.here, said.get("method", "get").lower())
            self.found.append(self.open)
        elif self.open is not None and said.get("name"):
            self.add(tag, said)
        elif tag == "option" and self.select is not None:
            self.select.values.append(said.get("value", ""))

    def add(self, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        if tag not in ("input", "select", "textarea", "button"):
            return
        if said["name"] == TOKEN:
            return
        held = self.open.fields.setdefault(said["name"], Field(said["name"], kind))
        if tag == "select":
            self.select = held
        elif tag == "textarea":
            self.text = held
        else:
            held.values.append(said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.values.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.text = None


def forms_of(html: str, here: str) -> Iterator[Form]:
    """Yield the forms of a page at `here` that post."""
    finder = FormFinder(here)
    finder.feed(html)
    yield from (form for form in finder.found if form.method == "post")
