"""A process that writes until it is killed, and says what was confirmed: `python -m … KIND FOLDER`.

It first looks at what the process before it left: FOLDER/confirmed.txt holds what that one said was confirmed.
"""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from openiro.config.command_line import main as openiro
from openiro.config.command_line import prepare_database

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
CHILDREN_A_LOAD = 12
CHILDREN_FOR_REVIEWS = 40
REVIEW_DAY = date(2026, 9, 18)


def main(kind: str, folder: Path) -> int:
    """Print every fault that was left, then `looked`, then a line for each thing that is confirmed."""
    prepare_database()
    confirmed = (folder / "confirmed.txt").read_text().split()
    faults = [*_faults(), *LEFT[kind](folder, confirmed)]
    for fault in faults:
        _say(f"fault {fault}")
    _say("looked")
    write = WRITE[kind]
    for number in count(len(confirmed) + 1):
        _say(f"confirmed {write(folder, number)}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _command(*words: str) -> None:
    with redirect_stdout(io.StringIO()):
        code = openiro(words)
    if code:
        _say(f"fault openiro {' '.join(words)} answered {code}")


def _faults() -> Iterator[str]:
    from openiro.jobs.verify import faults

    yield from faults()


# A load ------------------------------------------------------------------------------------------------------------


def _write_load(folder: Path, _: int) -> str:
    """A return of children of its own, by the command. A number that was tried and not confirmed is not used again."""
    from tests.integration.ingest import returns

    batch = f"B{len(list(folder.glob('return-*'))) + 1}"
    codes = [f"{batch}-{index}" for index in range(CHILDREN_A_LOAD)]
    place = returns.folder(
        folder / f"return-{batch}",
        header=[returns.child(code) for code in codes],
        episodes=[returns.episode(code, "10/05/2016") for code in codes],
        reviews=[returns.review(code, "01/06/2016") for code in codes],
    )
    _command("load", str(place), "--format", "903", "--year", "2017", "--json")
    return batch


def _left_by_loads(folder: Path, confirmed: list[str]) -> Iterator[str]:
    from openiro.children.models import Child, Episode
    from openiro.ingest.models import Load
    from openiro.reviews.models import Review, ReviewTimetable

    batches = [path.name.removeprefix("return-") for path in folder.glob("return-*")]
    held = 0
    for batch in batches:
        of_batch = {"child__code__startswith": f"{batch}-"}
        numbers = {
            Child.objects.filter(code__startswith=f"{batch}-").count(),
            *(model.objects.filter(**of_batch).count() for model in (Episode, Review, ReviewTimetable)),
        }
        held += numbers == {CHILDREN_A_LOAD}
        if numbers not in ({0}, {CHILDREN_A_LOAD}):
            yield f"load {batch} is there by half: {numbers}"
        if batch in confirmed and numbers != {CHILDREN_A_LOAD}:
            yield f"load {batch} was confirmed and is lost"
    loads = Load.objects.filter(committed_at__isnull=False).count()
    if loads != held:
        yield f"{loads} loads are noted as committed, and {held} are held"


# A review ----------------------------------------------------------------------------------------------------------


def _write_review(folder: Path, _: int) -> str:
    """A review of two meetings with both parents, by the action."""
    from openiro.children.models import Child
    from openiro.people.actions import service_account
    from openiro.reviews.actions import MeetingPart, ParentPart, ReviewRecord, record_review

    child = Child.objects.filter(reviews__isnull=True).order_by("pk").first()
    if child is None:
        _enter_children()
        child = Child.objects.filter(reviews__isnull=True).order_by("pk").first()
    record = ReviewRecord(
        held_on=REVIEW_DAY,
        completed_on=date(2026, 9, 25),
        mode="in_person",
        participation_code="PN1",
        meetings=(MeetingPart(date(2026, 9, 25), "video", 30),),
        parents=(ParentPart("mother", attended=True, views=True), ParentPart("father", attended=False, views=True)),
    )
    return str(record_review(child=child, record=record, by=service_account(), at=AT).pk)


def _enter_children() -> None:
    from django.db import transaction

    from openiro.children.actions import CareFacts, ChildFacts
    from openiro.children.models import Child
    from openiro.people.actions import service_account
    from openiro.reviews.actions import child_enters_care

    first = Child.objects.count() + 1
    care = CareFacts(legal_status="V2", need="N1", placement="U6", provider="PR1")
    with transaction.atomic():
        for number in range(first, first + CHILDREN_FOR_REVIEWS):
            facts = ChildFacts(code=f"R{number:05}", born_on=date(2012, 3, 1), sex="F", ethnicity="WBRI")
            child_enters_care(facts=facts, started_on=date(2026, 8, 24), care=care, by=service_account(), at=AT)


def _left_by_reviews(folder: Path, confirmed: list[str]) -> Iterator[str]:
    from openiro.core.models import Event
    from openiro.reviews.models import Review

    numbers = {str(number) for number in Review.objects.values_list("pk", flat=True)}
    yield from (f"review {number} was confirmed and is lost" for number in confirmed if number not in numbers)
    for review in Review.objects.order_by("pk").prefetch_related("parents", "meetings"):
        found = (len(review.parents.all()), len(review.meetings.all()), str(review.child.timetable.last_held_on))
        if found != (2, 2, REVIEW_DAY.isoformat()):
            yield f"review {review.pk} is there by half: {found}"
    told = Event.objects.filter(kind="reviews.recorded").count()
    if told != len(numbers):
        yield f"{len(numbers)} reviews are held, and {told} are in the story of the records"


# A backup ----------------------------------------------------------------------------------------------------------


def _write_backup(folder: Path, number: int) -> str:
    """A review, then a backup that must hold it."""
    review = _write_review(folder, number)
    _command("backup", str(folder / f"backup-{review}.zip"))
    return f"backup-{review}.zip"


def _left_by_backups(folder: Path, confirmed: list[str]) -> Iterator[str]:
    """Whatever has the name of a backup is a whole one, and all that were confirmed are there."""
    from openiro.jobs.archive import check_hashes, read_manifest

    yield from (f"{name} was confirmed and is lost" for name in confirmed if not (folder / name).exists())
    for path in sorted(folder.glob("backup-*.zip")):
        with zipfile.ZipFile(path) as archive:
            check_hashes(archive, read_manifest(archive))
    yield from _left_by_reviews(folder, [name.removeprefix("backup-").removesuffix(".zip") for name in confirmed])


# Notices ------------------------------------------------------------------------------------------------------------


def _write_notices(folder: Path, _: int) -> str:
    """Three notices, each with a number of its own, then the sending of all that wait."""
    from django.db import transaction

    from openiro.core.actions import queue_notice
    from openiro.core.clock import now
    from openiro.core.models import Notice
    from openiro.jobs.send_notices import send_what_waits

    first = Notice.objects.count() + 1
    with transaction.atomic():
        for number in range(first, first + 3):
            queue_notice(
                key=f"book:{number}",
                kind="reviews_to_book",
                address="somebody@council.example",
                facts={"count": number + 1},
                at=now(),
            )
    send_what_waits(digest_before=now())
    return str(first)


def _left_by_notices(folder: Path, confirmed: list[str]) -> Iterator[str]:
    """What was taken was taken once, and is noted as sent or stands in doubt; what waits was not taken."""
    from openiro.core.models import Notice

    file = folder / "taken.txt"
    taken = [int(line.split()[0]) - 1 for line in file.read_text().splitlines()] if file.exists() else []
    yield from (f"notice {number} was sent twice" for number in {*taken} if taken.count(number) > 1)
    known = {int(row.key.partition(":")[2]): row for row in Notice.objects.all()}
    for number in confirmed:
        missing = [each for each in range(int(number), int(number) + 3) if each not in known]
        yield from (f"notice {each} was confirmed and is lost" for each in missing)
    for number, row in known.items():
        if row.sent_at and number not in taken:
            yield f"notice {number} is noted as sent and was not"
        if number in taken and not row.sent_at and not row.held_at:
            yield f"notice {number} was sent and would be sent again"
        if row.failed_at:
            yield f"notice {number} failed: {row.fault}"


WRITE: dict[str, Callable[[Path, int], str]] = {
    "load": _write_load,
    "review": _write_review,
    "backup": _write_backup,
    "notice": _write_notices,
}
LEFT: dict[str, Callable[[Path, list[str]], Iterator[str]]] = {
    "load": _left_by_loads,
    "review": _left_by_reviews,
    "backup": _left_by_backups,
    "notice": _left_by_notices,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
