"""Returns that nobody sent: small, messy as real ones are, of children who are not in the council."""

from dataclasses import dataclass
from pathlib import Path

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
}


@dataclass(frozen=True)
class Return:
    """Rows by file, each as it stands in the CSV."""

    files: dict[str, tuple[str, ...]]

    def written_to(self, folder: Path) -> list[Path]:
        """Write the CSV files; answers where they are."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name, rows in self.files.items():
            path = folder / f"{name}.csv"
            path.write_text("\n".join([HEADINGS[name], *rows]) + "\n", encoding="utf-8")
            paths.append(path)
        return paths


FIRST_RETURN = Return(
    {
        "header": ("X9001,2,01/06/2012,WBRI,,,", "X9002,1,03/04/2014,AIND,,,", "RC10000,U,01/01/2009,WOTH,,,"),
        "episodes": (
            "X9001,10/05/2026,S,C2,N1,U1,PR1,,,,,,",
            "X9002,01/07/2026,S,V2,N1,U4,PR1,01/10/2026,E4A,,,,",
        ),
        "reviews": ("X9001,01/06/2012,05/06/2026,PN1", "X9002,03/04/2014,24/07/2026,PN3"),
    }
)
