"""Small invented returns, written to a folder for a test."""

import zipfile
from pathlib import Path

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
}

CHILDREN = ["A1,1,01/05/2010,WBRI,,,", "A2,2,15/08/2014,BAFR,,,"]
EPISODES = [
    "A1,10/04/2017,S,C2,N1,U4,PR1,01/09/2017,X1,CARPL,,,",
    "A1,01/09/2017,P,C2,N1,K2,PR4,,,,,,SC123",
    "A2,12/01/2015,S,V2,N2,U6,PR1,20/10/2017,E4A,,,,",
]
REVIEWS = ["A1,01/05/2010,05/05/2017,PN1", "A2,15/08/2014,14/06/2017,PN0"]


def write_return(folder: Path, **files: list[str]) -> Path:
    """A return in `folder`: the files named, each with its heading, and the invented one for those not named."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"header": CHILDREN, "episodes": EPISODES, "reviews": REVIEWS, **files}
    for name, lines in rows.items():
        (folder / f"{name}.csv").write_text("\n".join([HEADINGS[name], *lines]) + "\n", encoding="utf-8")
    return folder


def zipped(folder: Path, target: Path) -> Path:
    """The files of `folder` in a zip, below a folder as people make them."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"Return 2018/{file.name}")
    return target


def found(read, *columns: str) -> list[tuple]:
    """The problems of a return, by the columns named (file, row, column and code unless others are)."""
    return read.problems.select(columns or ("file", "row", "column", "code")).rows()
