"""Times of iCalendar: days, wall times of a named zone, instants, durations."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from cairn.imports.formats.ics_lines import Component, Line
from cairn.kit.clock import resolve_wall, zone

_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?"
)
_MINUTES = (7 * 24 * 60, 24 * 60, 60, 1, 1 / 60)
_YEARS = range(1900, 3000)
_LAST_SECOND = 59
_PLACE = re.compile(r"([A-Za-z_]+/[A-Za-z_+\-/]+|UTC)$")
# Names that Windows and Outlook write, of zones with many people in them; the rest has to be IANA's.
_WINDOWS = {
    "Dateline Standard Time": "Etc/GMT+12",
    "Hawaiian Standard Time": "Pacific/Honolulu",
    "Alaskan Standard Time": "America/Anchorage",
    "Pacific Standard Time": "America/Los_Angeles",
    "US Mountain Standard Time": "America/Phoenix",
    "Mountain Standard Time": "America/Denver",
    "Central Standard Time": "America/Chicago",
    "Central Standard Time (Mexico)": "America/Mexico_City",
    "Eastern Standard Time": "America/New_York",
    "SA Pacific Standard Time": "America/Bogota",
    "Atlantic Standard Time": "America/Halifax",
    "Newfoundland Standard Time": "America/St_Johns",
    "E. South America Standard Time": "America/Sao_Paulo",
    "Argentina Standard Time": "America/Argentina/Buenos_Aires",
    "UTC": "UTC",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
    "W. Central Africa Standard Time": "Africa/Lagos",
    "E. Europe Standard Time": "Europe/Chisinau",
    "FLE Standard Time": "Europe/Kyiv",
    "GTB Standard Time": "Europe/Bucharest",
    "Egypt Standard Time": "Africa/Cairo",
    "South Africa Standard Time": "Africa/Johannesburg",
    "Israel Standard Time": "Asia/Jerusalem",
    "Turkey Standard Time": "Europe/Istanbul",
    "Russian Standard Time": "Europe/Moscow",
    "Arab Standard Time": "Asia/Riyadh",
    "E. Africa Standard Time": "Africa/Nairobi",
    "Iran Standard Time": "Asia/Tehran",
    "Arabian Standard Time": "Asia/Dubai",
    "Pakistan Standard Time": "Asia/Karachi",
    "India Standard Time": "Asia/Kolkata",
    "Bangladesh Standard Time": "Asia/Dhaka",
    "SE Asia Standard Time": "Asia/Bangkok",
    "China Standard Time": "Asia/Shanghai",
    "Singapore Standard Time": "Asia/Singapore",
    "W. Australia Standard Time": "Australia/Perth",
    "Taipei Standard Time": "Asia/Taipei",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Korea Standard Time": "Asia/Seoul",
    "AUS Central Standard Time": "Australia/Darwin",
    "E. Australia Standard Time": "Australia/Brisbane",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "New Zealand Standard Time": "Pacific/Auckland",
}


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a wall time with its zone."""

    day: date
    clock: time | None = None
    zone: ZoneInfo | None = None
    """None for a day, and for a time that floats: it means the clocks of wherever one is."""
    utc: bool = False

    @property
    def wall(self) -> date:
        """The day, or the wall time as a naive datetime."""
        return self.day if self.clock is None else datetime.combine(self.day, self.clock)

    def instant(self, own: ZoneInfo) -> datetime | None:
        """The instant in UTC; None for a day."""
        if self.clock is None:
            return None
        wall = datetime.combine(self.day, self.clock)
        if self.utc:
            return wall.replace(tzinfo=UTC)
        return resolve_wall(wall, self.zone or own)


class Zones:
    """The zones of one file: those of IANA, those of Windows, and what its VTIMEZONEs say of the others."""

    def __init__(self) -> None:
        """Begin without any."""
        self._defined: dict[str, str] = {}
        self.unknown: dict[str, int] = {}
        """Zones that could not be made out, with the line on which they are first used."""

    def define(self, component: Component) -> None:
        """Take the place that a VTIMEZONE names beside its own identifier."""
        name, place = component.first("TZID"), component.first("X-LIC-LOCATION")
        if name is not None and place is not None:
            self._defined[name.text] = place.text

    def find(self, line: Line) -> ZoneInfo | None:
        """The zone of a property; None for none, and for one that is not known."""
        name = line.parameters.get("TZID", "")
        if not name:
            return None
        for candidate in (name, self._defined.get(name, ""), _WINDOWS.get(name, "")):
            if found := _PLACE.search(candidate):
                # /mozilla.org/20070129_1/Europe/Berlin: what is in front is the maker's.
                parts = found[1].split("/")
                for start in range(len(parts)):
                    try:
                        return zone("/".join(parts[start:]))
                    except ValueError:
                        continue
        self.unknown.setdefault(name, line.number)
        return None


def when_of(line: Line, zones: Zones) -> When | None:
    """A DATE or DATE-TIME; None for what is neither, or beyond the years 1900 to 2999."""
    found = _DATE.fullmatch(line.value.strip().upper())
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        # A leap second is 60.
        clock = (
            time(int(found[4]), int(found[5]), min(int(found[6] or 0), _LAST_SECOND)) if found[4] else None
        )
    except ValueError:
        return None
    if day.year not in _YEARS:
        return None
    utc = bool(found[7])
    return When(day, clock, None if utc or clock is None else zones.find(line), utc)


def minutes_of(text: str) -> int | None:
    """The minutes of a DURATION; None for what is none, or a negative one."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()):
        return None
    return round(sum(int(n or 0) * m for n, m in zip(found.groups(), _MINUTES, strict=True)))
