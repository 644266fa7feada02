"""How much a reader takes in before it refuses: bounds on bytes, lines, files and depth."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds in bytes (of the unpacked text), length of a line in bytes; lines of a file, cells of all.

    Of XML: how many elements, how deep, and how many names they and their attributes have.
    Generous for the largest authority (about 10 MB a year) and small enough for an ordinary machine.
    """

    file_bytes: int = 256 * 1024 * 1024
    total_bytes: int = 512 * 1024 * 1024
    quoted_file_bytes: int = 48 * 1024 * 1024
    xml_bytes: int = 96 * 1024 * 1024
    line_bytes: int = 64 * 1024
    lines: int = 1_000_000
    cells: int = 24_000_000
    files: int = 200
    ratio: int = 200
    ratio_from_bytes: int = 20 * 1024 * 1024
    depth: int = 12
    elements: int = 5_000_000
    names: int = 1000
    workbook_bytes: int = 96 * 1024 * 1024
    workbook_cells: int = 5_000_000


LIMITS = Limits()
