"""By the API one does with measures what one does on their pages."""

from datetime import timedelta

from coordination.models import WorkItem
from staffing.models import Improvement
from tests import make
from tests.staffing.test_measured import Q3, billed, claim

QUARTER = "staffing/measures/2026Q3/"


def test_figures_come_exact_with_the_rows_behind_them(program, sam, ana):
    billed(claim(hsc=ana.person), Q3.first + timedelta(days=1), ana.person)
    claim(1), claim(2)
    ask = program(sam)
    found = {one["code"]: one for one in ask.get(QUARTER)[1]["measures"]}
    assert (found["M5"]["figure"], found["M5"]["benchmark"], found["M5"]["met"]) == ("100/3", "30", True)
    for code, one in found.items():
        assert len(ask.get(f"{QUARTER}{code}/rows/")[1]["rows"]) == one["denominator"], code
    assert ask.get("staffing/measures/2026Q9/")[0] == ask.get(f"{QUARTER}M12/rows/")[0] == 404


def test_the_rescue_list_becomes_tasks(program, sam, ana):
    mine, ask = claim(85, hsc=ana.person), program(sam)
    address, chosen = f"{QUARTER}M2/rescue/", {"claims": [claim(86).pk]}
    assert [one["last_day"] for one in ask.get(address)[1]["claims"]] == ["2026-12-17", "2026-12-18"]
    status, made = ask.post(address, {"claims": [mine.pk]})
    assert (status, len(made["items"])) == (201, 1)
    for again in ({"claims": [mine.pk]}, chosen):
        assert ask.post(address, again)[1] == {"action": None, "items": []}
    assert WorkItem.objects.filter(rule="T03").count() == 1


def test_what_the_measures_go_by_is_kept_by_the_supervisor_alone(program, sam, ana):
    one, provider, ask, hers = claim(hsc=ana.person), make.Provider(), program(sam), program(ana)
    make.Apf(claim=one, exam_date=Q3.first)
    comparison = {"percent": "21.4", "source": "L&I"}
    assert hers("PUT", f"{QUARTER}comparison/", comparison)[0] == 403
    assert ask("PUT", f"{QUARTER}comparison/", comparison)[1]["percent"] == "21.400"
    drawn = ask.post(f"{QUARTER}apf-reviews/")[1]["reviews"]
    judged = {"is_complete": True, "is_on_time": True, "version": 1}
    assert ask("PUT", f"staffing/apf-reviews/{drawn[0]['id']}/", judged)[1]["version"] == 2
    classed = {"adoption": "low", "since": "2026-09-01"}
    assert ask.post(f"staffing/adopters/{provider.pk}/", classed)[0] == 201
    call = {"on": "2026-07-02", "source": "The clinic", "is_billed": True}
    status, made = hers.post(f"claims/{one.pk}/provider-calls/", call)
    assert status == 201
    assert hers.post(f"staffing/provider-calls/{made['id']}/withdraw/")[0] == 204


def test_surveys_and_projects_are_kept_as_on_the_pages(program, sam):
    ask = program(sam)
    survey = {"quarter": "2026Q3", "of": "workers", "question": "Clear?", "answered": 4, "positive": 5}
    status, refused = ask.post("staffing/surveys/", survey)
    assert status == 403 and "5 positive answers" in str(refused)
    kept = ask.post("staffing/surveys/", survey | {"positive": 3})[1]
    metrics = ask.get("staffing/performance/2026Q3/")[1]["metrics"]
    assert (metrics[0]["numerator"], metrics[0]["denominator"]) == (3, 4)
    assert ask.post(f"staffing/surveys/{kept['id']}/remove/")[0] == 204
    project = {
        "title": "Call first", "aim": "More calls", "change": "A call at intake", "measure": "M3",
        "started_on": "2026-07-01", "before": "2026Q2",
    }  # fmt: skip
    made = ask.post("staffing/improvements/", project)[1]
    ask("PUT", f"staffing/improvements/{made['id']}/", project | {"after": "2026Q3", "version": 1})
    assert str(Improvement.objects.get().after) == "2026Q3"
    assert ask.get("staffing/improvements/")[1]["results"][0]["after"] == "2026Q3"
