"""Whatever is handed in is read or refused in a sentence, and the counts of what was read add up."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.formats.combine import combine
from openiro.formats.csv_text import read_csv_text
from openiro.formats.layouts import LAYOUTS
from openiro.formats.problems import UnableToRead
from openiro.formats.read import read_source
from openiro.formats.returns import Return
from openiro.formats.template_layouts import TEMPLATES

NAMES = ["header.csv", "episodes.csv", "reviews.csv", "uasc.csv", "staff.csv", "a.zip", "a.xml", "a.xlsx", "other.txt"]
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
ORDINARY = "A1 A2 A3 =1+1 01/05/2010 31/02/2010 2017-05-01 01/04/2017 S X1 E4A C2 V3 PN0 PN1 pn7 1 M zz 0.5 yes"
CELLS = st.sampled_from([*ORDINARY.split(" "), "", " ", '"', '"a,b"', "é", "\x0b", "'", "\t", "9" * 30])
BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(lambda text: (HEADER + "\n" + text).encode()),
    st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail),
    st.text(max_size=60).map(lambda text: f"<EXPSSDA903><CHILD>{text}".encode()),
)
RELAXED = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def answered(files: dict[str, bytes]) -> Return | None:
    """What came of reading `files`; None where they were refused with a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            return read_source(Path(folder), year=2018)
        except UnableToRead as refusal:
            refused = str(refusal)
    assert refused.endswith(".")
    return None


@given(st.dictionaries(st.sampled_from(NAMES), BYTES, min_size=1, max_size=4))
@RELAXED
def test_any_bytes_are_read_or_refused(files):
    read = answered(files)
    assert read is None or all(file.kept == file.frame.height for file in read.files.values())


def rows_of(width: int):
    return st.lists(st.lists(CELLS, min_size=0, max_size=width + 1).map(",".join), max_size=8)


@st.composite
def messy_returns(draw) -> dict[str, bytes]:
    files = {"header.csv": "\n".join([HEADER, "A1,1,01/05/2010,WBRI,,,", *draw(rows_of(7))])}
    for layout in draw(st.lists(st.sampled_from(LAYOUTS[1:]), unique=True, max_size=4)):
        headings = ",".join(column.name for column in layout.columns)
        files[layout.file_name] = "\n".join([headings, *draw(rows_of(len(layout.columns)))])
    return {name: text.encode(draw(st.sampled_from(["utf-8", "cp1252"]))) for name, text in files.items()}


@given(messy_returns())
@RELAXED
def test_rows_that_are_read_are_kept_repeated_or_rejected_with_an_error(files):
    read = answered(files)
    if read is None:
        return
    combined = combine([read])
    for file in read.files.values():
        assert file.read == file.kept + file.rejected + file.repeated
        assert file.kept == file.frame.height == file.frame.select(_key(file.name)).n_unique()
        errors = read.problems.filter(file=file.file, severity="error")
        assert errors["row"].n_unique() == file.rejected
    children = set(combined.tables["children"]["child"])
    assert set(combined.tables["episodes"]["child"]) | set(combined.tables["reviews"]["child"]) <= children


def _key(name: str) -> list[str]:
    return list(next(layout.key for layout in LAYOUTS if layout.name == name))


@st.composite
def messy_templates(draw) -> dict[str, bytes]:
    files = {}
    for layout in draw(st.lists(st.sampled_from(TEMPLATES), unique=True, min_size=1)):
        headings = ",".join(column.field for column in layout.columns)
        files[layout.file_name] = "\n".join([headings, *draw(rows_of(len(layout.columns)))]).encode()
    return files


@given(messy_templates())
@RELAXED
def test_rows_of_templates_add_up_too(files):
    read = answered(files)
    for file in read.files.values() if read else ():
        assert file.kept == file.frame.height
        assert read.problems.filter(file=file.file, severity="error")["row"].n_unique() == file.rejected


@given(st.lists(st.lists(st.text('ab,"\n é=', max_size=4), min_size=1, max_size=5), max_size=6), st.booleans())
@settings(max_examples=400)
def test_a_file_means_what_the_standard_reader_says(rows, quote_all):
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows([["CHILD", "DOB", "REVIEW"], *rows])
    read = read_csv_text("a.csv", stream.getvalue().encode())
    expected = [
        (number, *(cell.strip() or None for cell in (*row, "", "", "")[:3]))
        for number, row in enumerate(csv.reader(io.StringIO(stream.getvalue(), newline="")), start=1)
        if number > 1
    ]
    assert read.frame.rows() == [row for row in expected if any(row[1:])]
