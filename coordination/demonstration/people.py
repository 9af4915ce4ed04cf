"""Names of invented workers and staff, from many origins, with the language each may prefer."""

from random import Random
from typing import NamedTuple

AREA_CODES = ("206", "253", "360", "425", "509", "564")
# Only these hundred numbers are kept free for invented people (domain.md 14).
FICTION = "555-01"


class Origin(NamedTuple):
    """Names that go together, and a language that some of those who bear them prefer to English."""

    weight: int
    language: str
    first: tuple[str, ...]
    last: tuple[str, ...]


ORIGINS = (
    Origin(
        40,
        "English",
        (
            "Aaron", "Alice", "Amber", "Brandon", "Caleb", "Carol", "Cody", "Dana", "Derek", "Erin", "Frank",
            "Grace", "Heather", "Ian", "Jenna", "Joel", "Kara", "Kyle", "Laura", "Marcus", "Nadine", "Owen",
            "Paula", "Quinn", "Rachel", "Scott", "Tara", "Vernon", "Wendy", "Zachary",
        ),
        (
            "Abbott", "Barlow", "Carver", "Dalton", "Ellison", "Fenwick", "Garrity", "Hollis", "Ingram",
            "Jarvis", "Keene", "Lowell", "Merritt", "Norwood", "Oakes", "Prescott", "Quimby", "Ridley",
            "Stroud", "Thatcher", "Underhill", "Vickers", "Whitlock", "Yates", "O'Rourke", "McAllister",
        ),
    ),
    Origin(
        20,
        "Spanish",
        (
            "Alejandra", "Beatriz", "César", "Diego", "Elena", "Fermín", "Guadalupe", "Héctor", "Inés",
            "Joaquín", "Lucía", "Martín", "Noemí", "Óscar", "Rocío", "Sofía", "Tomás", "Verónica",
        ),
        (
            "Álvarez", "Castañeda", "Domínguez", "Espinoza", "Fuentes", "Galván", "Ibáñez", "Juárez",
            "López", "Muñoz", "Núñez", "Orozco", "Peña", "Quiñones", "Rincón", "Sepúlveda", "Tovar",
            "Zúñiga",
        ),
    ),
    Origin(
        6,
        "Vietnamese",
        ("Anh", "Bảo", "Đức", "Hương", "Lan", "Minh", "Ngọc", "Phương", "Quốc", "Thảo"),
        ("Bùi", "Đặng", "Huỳnh", "Lê", "Nguyễn", "Phạm", "Trần", "Võ"),
    ),
    Origin(
        5,
        "Russian",
        ("Alexei", "Daria", "Galina", "Ivan", "Ksenia", "Nikolai", "Oksana", "Pavel", "Svetlana", "Viktor"),
        ("Belov", "Danilova", "Fedorov", "Gusev", "Kozlova", "Lebedev", "Orlova", "Sokolov", "Volkova"),
    ),
    Origin(
        4,
        "Korean",
        ("Eun-ji", "Hyun-woo", "Ji-ho", "Min-seo", "Seung-min", "Soo-jin"),
        ("Bae", "Cho", "Hwang", "Kang", "Ryu", "Shin", "Yoon"),
    ),
    Origin(
        4,
        "Tagalog",
        ("Andres", "Corazón", "Divina", "Efren", "Ligaya", "Ramil"),
        ("Agbayani", "Bautista", "Dimaculangan", "Macaraeg", "Salonga", "Villanueva"),
    ),
    Origin(
        4,
        "Somali",
        ("Abdirahman", "Asha", "Faduma", "Hodan", "Ismail", "Yusuf"),
        ("Abdulle", "Farah", "Guled", "Jama", "Mohamud", "Warsame"),
    ),
    Origin(
        3,
        "Amharic",
        ("Abebe", "Dawit", "Hirut", "Selam", "Tadesse", "Tigist"),
        ("Alemu", "Bekele", "Desta", "Girma", "Haile", "Tesfaye"),
    ),
    Origin(
        4,
        "Chinese",
        ("Fang", "Haoran", "Jing", "Lihua", "Meiling", "Wei", "Xiuying", "Zhen"),
        ("Cai", "Deng", "Feng", "Guo", "Hsu", "Lü", "Zhao", "Zhou"),
    ),
    Origin(
        3,
        "Punjabi",
        ("Amrit", "Gurpreet", "Harjit", "Jaspreet", "Manjit", "Simran"),
        ("Bains", "Dhaliwal", "Gill", "Sandhu", "Sidhu", "Toor"),
    ),
    Origin(
        3,
        "Samoan",
        ("Fetu", "Lagi", "Malia", "Sina", "Tavita", "Tui"),
        ("Fa'alogo", "Leota", "Matagi", "Sefo", "Tuilagi", "Va'a"),
    ),
    Origin(
        2,
        "Arabic",
        ("Amal", "Farid", "Hanan", "Karim", "Layla", "Nabil"),
        ("Al-Khatib", "Bakri", "Darwish", "Haddad", "Mansour", "Sabbagh"),
    ),
    Origin(
        6,
        "English",
        ("Åsa", "Björn", "Élise", "François", "Jürgen", "Łukasz", "Renée", "Siobhán", "Søren", "Zoë"),
        ("Ångström", "Beaulieu", "Ćosić", "Dvořák", "Fjelstad", "Göransson", "Müller", "Østby", "Škoda"),
    ),
)  # fmt: skip
WEIGHTS = tuple(origin.weight for origin in ORIGINS)
LANGUAGE_WITHOUT_ENGLISH = 0.45


class Name(NamedTuple):
    """A worker's name and the language to speak with them; an interpreter is needed unless it is English."""

    first: str
    last: str
    language: str


def worker_name(rng: Random) -> Name:
    """Return the name of an invented worker."""
    (origin,) = rng.choices(ORIGINS, WEIGHTS)
    speaks_it = origin.language != "English" and rng.random() < LANGUAGE_WITHOUT_ENGLISH
    return Name(
        rng.choice(origin.first), rng.choice(origin.last), origin.language if speaks_it else "English"
    )


def person_name(rng: Random) -> str:
    """Return the name of an invented provider, claim manager or person at an employer."""
    (origin,) = rng.choices(ORIGINS, WEIGHTS)
    return f"{rng.choice(origin.first)} {rng.choice(origin.last)}"


def phone(rng: Random, area_codes: tuple[str, ...] = AREA_CODES) -> str:
    """Return a telephone number that belongs to nobody, in one of the forms in which people write them."""
    area, last = rng.choice(area_codes), f"{rng.randrange(100):02d}"
    forms = (
        f"({area}) {FICTION}{last}",
        f"{area}-{FICTION}{last}",
        f"{area}.{FICTION.replace('-', '.')}{last}",
        f"+1 {area} {FICTION.replace('-', ' ')}{last}",
        f"{area}{FICTION.replace('-', '')}{last}",
    )
    return rng.choice(forms)
