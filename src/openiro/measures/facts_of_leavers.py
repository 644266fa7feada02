"""Facts of what the return (OC3) says of young people who left care: in touch, what they do, where they live."""

from datetime import date

import narwhals as nw

from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period

DIED = "DIED"
IN_TOUCH, OUT_OF_TOUCH = "YES", ("NO", "REFU", "NREQ", "RHOM")
PARENTING = "G6"
# What the first letter of ACTIV says: full or part time in education, employment or training, or in none of them.
BUSY, IDLE = ("F", "P"), "G"
# What the last figure of ACCOM says.
SUITABLE, UNSUITABLE = "1", "2"


def leavers_in_the_return(table: Frame, period: Period) -> Frame:
    """One row for each young person of whom OC3 of the latest 31 March (`on`) tells; who died is left out.

    `in_touch` of `touch_known`; of `activity_known` those in education, employment or training (`busy`), in none of
    them (`idle`), and in none of them for pregnancy or parenting (`parenting`); `suitable` accommodation of
    `home_known`; `…_open`: what the file does not say.
    """
    year = period.to_on.year - (period.to_on < date(period.to_on.year, 3, 31))
    told = table.filter(nw.col("year") == year).with_columns(nw.col("in_touch", "activity", "home").fill_null(""))
    letter, figure = nw.col("activity").str.slice(0, 1), nw.col("home").str.slice(1, 1)
    busy, idle = letter.is_in(list(BUSY)), letter == IDLE
    touched = (nw.col("in_touch") == IN_TOUCH) | nw.col("in_touch").is_in(list(OUT_OF_TOUCH))
    housed = (figure == SUITABLE) | (figure == UNSUITABLE)
    return told.filter(nw.col("in_touch") != DIED).with_columns(
        is_in_touch=flag(nw.col("in_touch") == IN_TOUCH),
        touch_known=flag(touched),
        touch_open=flag(~touched),
        busy=flag(busy),
        idle=flag(idle),
        parenting=flag(nw.col("activity") == PARENTING),
        activity_known=flag(busy | idle),
        activity_open=flag(~(busy | idle)),
        suitable=flag(figure == SUITABLE),
        home_known=flag(housed),
        home_open=flag(~housed),
        on=nw.lit(date(year, 3, 31)),
        why=nw.lit("in the file of care leavers (OC3) of the year"),
    )
