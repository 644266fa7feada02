"""Gives each child a legal status and a home as the plan counts them, and the chain of episodes that leads there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from openiro.demo.bookkeeping import fill, portions
from openiro.demo.care_codes import ENDINGS, HOMES, STATUSES, Home, Status
from openiro.demo.lives import Life
from openiro.demo.plan import Council

YEAR = 365.25
ADOPTION_LASTS = (100, 300)
TEMPORARY_LASTS = 6
EARLIER_HOMES = ("foster carer", "agency foster carer", "relatives", "children's home")
CHANGE_REASONS = ("CARPL", "CARPL", "CARPL", "CREQB", "LAREQ", "CHILD", "OTHER", "CREQO")
NEEDS = {"N1": 0.6, "N2": 0.03, "N3": 0.04, "N4": 0.09, "N5": 0.15, "N6": 0.03, "N8": 0.06}


@dataclass(frozen=True)
class EpisodeRow:
    """One episode as the return tells it."""

    started_on: date
    reason_started: str
    legal_status: str
    need: str
    placement: str
    provider: str | None
    ended_on: date | None
    reason_ended: str | None
    reason_place_change: str | None
    home_postcode: str
    placement_postcode: str
    urn: str | None


def settle_care(council: Council, lives: Sequence[Life], random: Random) -> None:
    """Fill in `status`, `home` and `adoption_on` of every life."""
    staying = [life for life in lives if life.ended_on is None]
    _settle(council, staying, council.profile.legal_status, council.profile.placement, random)
    for life in lives:
        if life.ended_on is not None:
            _settle_leaver(council, life, random)
        if life.home.startswith("placed for adoption"):
            life.adoption_on = _adoption_day(council, life, random)


def _settle(
    council: Council,
    staying: list[Life],
    statuses: Mapping[str, int],
    homes: Mapping[str, int],
    random: Random,
) -> None:
    by_status = dict(statuses) or portions(len(staying), {kind: each.weight for kind, each in STATUSES.items()})
    order = sorted(staying, key=lambda life: (not life.unaccompanied, life.number))
    found = fill(order, by_status, lambda life: _status_wishes(council, life, by_status, random))
    for life, kind in zip(order, found, strict=True):
        life.status = kind
    by_home = dict(homes) or portions(len(staying), {kind: each.weight for kind, each in HOMES.items()})
    order.sort(key=lambda life: (len(_home_wishes(council, life, by_home, random)), life.number))
    for life, kind in zip(
        order, fill(order, by_home, lambda life: _home_wishes(council, life, by_home, random)), strict=True
    ):
        life.home = kind


def _age(council: Council, life: Life) -> float:
    """In years at the end of the story; whoever left on the 18th birthday was 17 until then."""
    return min(17.98, ((life.ended_on or council.last_day) - life.born_on).days / YEAR)


def _status_wishes(council: Council, life: Life, kinds: Mapping[str, int], random: Random) -> list[str]:
    if life.unaccompanied:
        return ["section 20", "care order"]
    able = [kind for kind in kinds if _fits_status(council, life, STATUSES[kind])]
    random.shuffle(able)
    return sorted(able, key=lambda kind: STATUSES[kind].weight > 0.2)


def _fits_status(council: Council, life: Life, status: Status) -> bool:
    return (
        status.youngest <= _age(council, life) < status.oldest
        and status.shortest_stay <= life.stay(council.last_day) <= status.longest_stay
    )


def _home_wishes(council: Council, life: Life, kinds: Mapping[str, int], random: Random) -> list[str]:
    able = [kind for kind in kinds if _fits_home(council, life, HOMES[kind])]
    random.shuffle(able)
    return sorted(able, key=lambda kind: HOMES[kind].weight > 0.08)


def _fits_home(council: Council, life: Life, home: Home) -> bool:
    return (
        home.youngest <= _age(council, life) < home.oldest
        and (not home.statuses or STATUSES[life.status].code in home.statuses)
        and life.stay(council.last_day) >= home.shortest_stay
    )


LEAVERS_STATUS = {
    "adopted": "placement order",
    "adopted unopposed": "placement order",
    "age assessed as 18": "section 20",
    "remand ended": "remand",
}
LEAVERS_HOME = {"adopted": "placed for adoption", "adopted unopposed": "placed for adoption, other carer"}


def _settle_leaver(council: Council, life: Life, random: Random) -> None:
    kinds = [kind for kind in STATUSES if kind != "placement order" and _fits_status(council, life, STATUSES[kind])]
    usual = random.choices(kinds, [STATUSES[kind].weight for kind in kinds])[0]
    life.status = LEAVERS_STATUS.get(life.ending, usual)
    homes = [
        kind
        for kind, home in HOMES.items()
        if home.weight and "adoption" not in kind and _fits_home(council, life, home)
    ]
    life.home = LEAVERS_HOME.get(life.ending) or random.choices(homes, [HOMES[kind].weight for kind in homes])[0]


def _adoption_day(council: Council, life: Life, random: Random) -> date:
    end = life.ended_on or council.last_day
    shortest, longest = ADOPTION_LASTS
    lasts = random.randint(shortest, min(longest, (end - life.started_on).days - 60))
    return end - timedelta(days=lasts)


def lay_out_episodes(council: Council, life: Life, random: Random) -> list[EpisodeRow]:
    """The episodes of one life, each beginning on the day on which the one before it ends."""
    changes = list(_changes(council, life, random))
    home_postcode = _postcode(random)
    need = _need(life, random)
    place = _Place(random)
    rows: list[EpisodeRow] = []
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        if change.moves:
            place.move()
        home = HOMES[change.home]
        moves_next = following is not None and following.moves
        row = EpisodeRow(
            started_on=change.on,
            reason_started=change.reason if rows else "S",
            legal_status=change.status,
            need=need,
            placement=home.code_on(change.on),
            provider=home.provider,
            ended_on=following.on if following else life.ended_on,
            reason_ended="X1" if following else _ending_code(life),
            reason_place_change=random.choice(CHANGE_REASONS) if moves_next else None,
            home_postcode=home_postcode,
            placement_postcode=place.postcode,
            urn=place.urn,
        )
        rows.append(row)
    return rows


def _need(life: Life, random: Random) -> str:
    if life.status.startswith("short breaks"):
        return "N2"
    return "N8" if life.unaccompanied else random.choices(list(NEEDS), list(NEEDS.values()))[0]


class _Place:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.move()

    def move(self) -> None:
        """Another address."""
        self.postcode = _postcode(self.random)
        self.urn = f"SC{self.random.randint(100000, 999999)}"


@dataclass(frozen=True)
class _Change:
    on: date
    status: str
    home: str
    new_status: bool
    moves: bool

    @property
    def reason(self) -> str:
        return "B" if self.new_status and self.moves else "P" if self.moves else "L"


def _changes(council: Council, life: Life, random: Random) -> Iterator[_Change]:
    statuses = _status_days(council, life, random)
    homes = _home_days(council, life, random)
    status, home = "", ""
    for day in sorted({*statuses, *homes}):
        new_status, moves = day in statuses, day in homes
        status, home = statuses.get(day, status), homes.get(day, home)
        yield _Change(day, status, home, new_status, moves)


def _status_days(council: Council, life: Life, random: Random) -> dict[date, str]:
    """The first day of each legal status on the way to the last one."""
    path = STATUSES[life.status].path
    stay = life.stay(council.last_day)
    limit = (life.adoption_on - life.started_on).days - 20 if life.adoption_on else stay - 2
    if stay < 40 or limit < 40:
        path = path[-1:]
    days, at = {life.started_on: path[0]}, 0
    for step, code in enumerate(path[1:], start=1):
        left = len(path) - step
        at += max(7, min(random.randint(90, 240), (limit - at - 7 * left) // (left + 1)))
        days[life.started_on + timedelta(days=at)] = code
    return days


def _home_days(council: Council, life: Life, random: Random) -> dict[date, str]:
    """The first day of each home on the way to the last one."""
    end = life.ended_on or council.last_day
    if life.adoption_on:
        return {life.started_on: "foster carer", life.adoption_on: life.home}
    if life.home == "temporary":
        return {life.started_on: "foster carer", end - timedelta(days=TEMPORARY_LASTS): life.home}
    moves = random.choices((0, 1, 2, 3), (0.45, 0.35, 0.13, 0.07))[0]
    oldest_allowed = HOMES[life.home].youngest
    first = max(2, int(oldest_allowed * YEAR) - (life.started_on - life.born_on).days + 2)
    late = max(0, life.stay(council.last_day) - 3)
    if first > late:
        return {life.started_on: life.home}
    if oldest_allowed and first > 2:
        moves = max(1, moves)
    spread = sorted({random.randint(first, late) for _ in range(moves)})
    homes = [random.choice(EARLIER_HOMES[:3]) for _ in spread] + [life.home]
    return dict(
        zip([life.started_on, *(life.started_on + timedelta(days=each) for each in spread)], homes, strict=True)
    )


def _ending_code(life: Life) -> str | None:
    return ENDINGS[life.ending].code_on(life.ended_on) if life.ended_on else None


def _postcode(random: Random) -> str:
    """An address in ZZ, an area that no post goes to."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"ZZ{random.randint(1, 49)} {random.randint(1, 9)}{random.choice(letters)}{random.choice(letters)}"
