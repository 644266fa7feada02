"""Invented returns as they are uploaded, and what a page says in plain text."""

import io
import re
import zipfile
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase

from tests.integration.ingest.returns import HEADINGS, child, episode, review

FIRST = {
    "header": [child("101"), child("102", dob="03/04/2010")],
    "episodes": [episode("101", "10/05/2016"), episode("102", "01/07/2016", dec="01/02/2017", rec="E4A")],
    "reviews": [review("101", "01/06/2016"), review("102", "20/07/2016", dob="03/04/2010")],
}
CHANGED = {
    "header": [child("101", ethnic="WOTH"), child("102", dob="03/04/2010")],
    "episodes": [episode("101", "10/05/2016", place="U4"), FIRST["episodes"][1]],
    "reviews": [*FIRST["reviews"], "101,01/06/2005,31/02/2017,PN1", "101,01/06/2005,not a day,PN1"],
}


def csv_file(name: str, rows: list[str]) -> SimpleUploadedFile:
    """One file of the return, as a browser sends it."""
    text = "\n".join([HEADINGS[name], *rows]) + "\n"
    return SimpleUploadedFile(f"{name}.csv", text.encode(), content_type="text/csv")


def csv_files(rows: dict[str, list[str]]) -> list[SimpleUploadedFile]:
    """All files of a return."""
    return [csv_file(name, lines) for name, lines in rows.items()]


def zip_file(names: dict[str, str], name: str = "return.zip") -> SimpleUploadedFile:
    """A zip of the given texts by path."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in names.items():
            archive.writestr(path, text)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/zip")


def words_of(response: HttpResponseBase) -> str:
    """What a page says, without its markup, blanks run together."""
    html = response.content.decode()  # type: ignore[attr-defined]
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def number_of(page: HttpResponseBase) -> int:
    """The number of the load to whose page an upload led."""
    return int(page.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1])  # type: ignore[attr-defined]


def title_of(page: HttpResponseBase) -> str:
    """The title of a page, blanks run together."""
    return " ".join(re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1].split())  # type: ignore
