"""A program writes and submits quarterly reports as the pages do; a contract manager's reads totals."""

from staffing.models import QuarterlyReport
from tests.staffing.test_reports import claims

__all__ = ["claims"]


def test_a_program_writes_and_submits_as_the_page_does(program, sam, cleo, claims):
    asks = program(sam)
    assert asks.post("staffing/reports/", {"quarter": "2026Q3"})[0] == 201
    address = "staffing/reports/2026Q3/1/"
    assert asks.put(address, {"edition": 1, "narrative": {"weather": "fair"}})[0] == 400
    assert asks.put(address, {"edition": 1, "narrative": {"risks": "None."}})[1]["edition"] == 2
    assert asks.post(f"{address}submit/", {"signed_name": "Sam", "edition": 1})[0] == 409
    assert asks.post(f"{address}submit/", {"signed_name": "Sam", "edition": 2})[1]["is_draft"] is False
    assert asks.delete(address)[0] == 403
    status, rows = asks.get(f"{address}figures/claims/")
    assert (status, len(rows["rows"])) == (200, 12)
    told = program(cleo).get("cohes/")[1]["cohes"][0]
    assert next(one["value"] for one in told["figures"] if one["code"] == "claims") == "12"
    assert QuarterlyReport.objects.get().signed_name == "Sam"
