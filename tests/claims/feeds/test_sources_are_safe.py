"""Folders, zips and uploads: read without unpacking, or refused with a sentence."""

import io
import zipfile

import pytest

from claims.feeds import sources
from claims.feeds.findings import ExtractRefused
from claims.feeds.sources import Limits
from tests.claims.feeds.extracts import files, read


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def write(folder, members):
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def claims_read(source):
    return len(read(source)["claims"].rows)


def test_a_folder_and_a_zip_of_it_are_read_alike(tmp_path):
    write(tmp_path / "x", files())
    (tmp_path / "x.zip").write_bytes(zipped(files()).getvalue())
    assert [claims_read(sources.at_path(tmp_path / name)) for name in ("x", "x.zip")] == [1, 1]


@pytest.mark.parametrize("prefix", ["", "extract/", "a/b/", "extract\\"])
def test_file_names_in_any_case_and_one_folder_down_are_found(prefix):
    members = {prefix + name.upper(): content for name, content in files().items()}
    assert claims_read(sources.in_zip(zipped(members), "x.zip")) == 1


def test_what_macos_and_others_add_is_ignored_and_named():
    added = {"__MACOSX/claims.csv": b"", "readme.txt": b"", ".DS_Store": b""}
    source = sources.in_zip(zipped(files() | added), "x.zip")
    assert source.ignored == (".DS_Store", "__MACOSX/claims.csv", "readme.txt")
    assert claims_read(source) == 1


@pytest.mark.parametrize("missing", ["claims.csv", "providers.csv"])
def test_a_required_file_that_is_missing_refuses_the_extract(missing):
    members = {name: content for name, content in files().items() if name != missing}
    with pytest.raises(ExtractRefused, match=f"lacks {missing}"):
        read(sources.uploaded(members))


def test_an_optional_file_that_is_missing_is_not_read():
    assert set(read()) == {"providers", "claims"}


@pytest.mark.parametrize("path", ["../claims.csv", "/claims.csv", "a/../../claims.csv", "C:/claims.csv"])
def test_a_zip_that_leads_outside_is_refused(path):
    with pytest.raises(ExtractRefused, match="leads outside"):
        sources.in_zip(zipped({path: b""}), "x.zip")


def test_a_file_that_is_there_twice_is_refused():
    with pytest.raises(ExtractRefused, match=r"holds claims.csv 2 times: Claims.csv, claims.csv"):
        sources.in_zip(zipped(files() | {"Claims.csv": b""}), "x.zip")


def test_files_in_more_than_one_folder_are_refused():
    members = {f"{number}/{name}": content for number, (name, content) in enumerate(files().items())}
    with pytest.raises(ExtractRefused, match="more than one folder"):
        sources.in_zip(zipped(members), "x.zip")


def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(ExtractRefused, match="larger than a file of an extract can be"):
        sources.in_zip(zipped(files(claims=b"x" * 5000)), "x.zip", Limits(file_bytes=4000))


def test_a_file_that_is_larger_than_it_says_is_refused_while_it_is_read(tmp_path):
    source = sources.at_path(write(tmp_path, files()), Limits(file_bytes=4000))
    (tmp_path / "claims.csv").write_bytes(files()["claims.csv"] + b"\n" * 5000)
    with pytest.raises(ExtractRefused, match="larger than a file of an extract can be"):
        read(source)


def test_an_extract_that_is_too_large_as_a_whole_is_refused():
    with pytest.raises(ExtractRefused, match="larger than an extract can be"):
        sources.uploaded(files(), Limits(total_bytes=500))


def test_too_many_files_are_refused():
    with pytest.raises(ExtractRefused, match="holds 4 files"):
        sources.uploaded(files() | {"a": b"", "b": b""}, Limits(files=3))


def test_an_encrypted_zip_is_refused():
    content = bytearray(zipped(files()).getvalue())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flag] |= 1
            at = content.find(mark, at + 1)
    with pytest.raises(ExtractRefused, match="encrypted"):
        sources.in_zip(io.BytesIO(bytes(content)), "x.zip")


def test_a_truncated_zip_is_refused():
    content = zipped(files()).getvalue()
    with pytest.raises(ExtractRefused, match="is not a zip that can be read"):
        sources.in_zip(io.BytesIO(content[: len(content) // 2]), "x.zip")


def test_a_zip_with_a_damaged_member_is_refused():
    content = bytearray(zipped(files(), zipfile.ZIP_STORED).getvalue())
    content[content.find(b"A000001")] = ord("B")
    with pytest.raises(ExtractRefused, match=r"claims\.csv is damaged"):
        read(sources.in_zip(io.BytesIO(bytes(content)), "x.zip"))


@pytest.mark.parametrize("name", ["nothing", "a.csv"])
def test_a_path_that_is_neither_folder_nor_zip_is_refused(tmp_path, name):
    (tmp_path / "a.csv").write_text("a,b")
    with pytest.raises(ExtractRefused, match=r"does not exist|neither a folder nor a zip"):
        sources.at_path(tmp_path / name)


def test_a_link_that_leads_outside_of_the_folder_is_not_followed(tmp_path):
    inside = write(tmp_path / "in", {"providers.csv": files()["providers.csv"]})
    write(tmp_path / "out", {"claims.csv": files()["claims.csv"]})
    (inside / "claims.csv").symlink_to(tmp_path / "out" / "claims.csv")
    with pytest.raises(ExtractRefused, match=r"lacks claims.csv"):
        read(sources.at_path(inside))


def test_an_upload_of_nothing_is_refused():
    with pytest.raises(ExtractRefused, match="No file was sent"):
        sources.uploaded({})


def test_an_upload_may_be_one_zip():
    assert claims_read(sources.uploaded({"X.ZIP": zipped(files()).getvalue()})) == 1
