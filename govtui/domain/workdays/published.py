"""Years whose holidays the State Council has published, from the tables of chinese-calendar."""

from datetime import date, timedelta
from functools import cache

from govtui.domain.workdays.facts import DaySource, YearTable
from govtui.domain.workdays.provisional import statutory_days

# The library says 清明, 端午, 中秋; the notices and the clerk say 清明节, 端午节, 中秋节.
_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
_DAY = timedelta(days=1)


@cache
def published_years() -> dict[int, YearTable]:
    """Year → its published table, 2004 up to the newest year that the installed library knows.

    A year counts as published when its National Day is in the tables: a New Year's holiday alone may reach
    back into December of a year before. The library is imported on the first call.
    """
    from chinese_calendar import Holiday, constants

    chinese = {str(one.value): _NAMES.get(one.chinese, one.chinese) for one in Holiday}
    years = sorted({day.year for day in constants.holidays if (day.month, day.day) == (10, 1)})
    tables = {year: YearTable({}, {}, DaySource.PUBLISHED) for year in years}
    for day, name in constants.holidays.items():
        if day.year in tables:
            tables[day.year].off[day] = chinese.get(str(name), str(name))
    for day, name in constants.workdays.items():
        if day.year in tables and _weekend(day):
            tables[day.year].worked[day] = chinese.get(str(name), str(name))
    for table in tables.values():
        _name_weekends(table)
    return tables


def _name_weekends(table: YearTable) -> None:
    """The tables leave out some weekend days inside a holiday: off all the same, but they have a name."""
    for year in {day.year for day in table.off}:
        for name, days in statutory_days(year):
            for day in days:
                if _weekend(day) and day not in table.worked:
                    table.off.setdefault(day, name)
    for day in sorted(table.off):
        between, after = day + _DAY, day + 2 * _DAY
        if _weekend(between) and between not in table.worked and table.off.get(after) == table.off[day]:
            table.off.setdefault(between, table.off[day])


def _weekend(day: date) -> bool:
    return day.weekday() >= 5
