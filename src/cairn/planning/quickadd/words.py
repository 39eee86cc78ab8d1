"""The vocabulary of the grammar: English words and what they stand for. Data only, all in lower case."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(text: str, first: int) -> dict[str, int]:
    """Number the groups of a text: groups are separated by commas, the words of one group by spaces."""
    return {word: first + place for place, group in enumerate(text.split(",")) for word in group.split()}


WEEKDAYS = _numbered(
    "monday mon, tuesday tue tues, wednesday wed weds, thursday thu thur thurs, friday fri,"
    " saturday sat, sunday sun",
    0,
)
"""Numbered as `date.weekday` does: Monday 0 to Sunday 6."""

PLURAL_WEEKDAYS = {f"{word}s": number for word, number in WEEKDAYS.items() if word.endswith("day")}

MONTHS = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,"
    " september sep sept, october oct, november nov, december dec",
    1,
)

FULL_MONTHS = MONTHS.keys() - _set("jan feb mar apr may jun jul aug sep sept oct nov dec")
"""Months that stand for nothing shorter; "may" is missing because it is a verb first."""

AMBIGUOUS = frozenset({"may", "march", "mar", "sat", "sun", "wed", "jan", "dec", "second"})
"""Dates only in the company of words that make them so."""

ORDINALS = _numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,"
    " thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth",
    1,
) | {"thirtieth": 30}
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})

CARDINALS = _numbered(
    "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen,"
    " fifteen, sixteen, seventeen, eighteen, nineteen",
    1,
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
VAGUE = {"few": 3.0, "couple": 2.0, "several": 7.0, "half": 0.5, "a": 1.0, "an": 1.0}
"""Amounts that are no numerals; "a few" is three and "several" seven by convention."""

MINUTE = 60
HOUR = 3600

UNITS: dict[str, tuple[str, int]] = {}
"""A unit of time: the field of `Duration` that it counts in and how many of it one unit holds."""
for _words, _field, _size in (
    ("s sec secs second seconds", "seconds", 1),
    ("m min mins minute minutes", "seconds", MINUTE),
    ("h hr hrs hour hours", "seconds", HOUR),
    ("d day days", "days", 1),
    ("w wk wks week weeks", "days", 7),
    ("fortnight fortnights", "days", 14),
    ("mo mos month months", "months", 1),
    ("qtr qtrs quarter quarters", "months", 3),
    ("y yr yrs year years", "months", 12),
    ("decade decades", "months", 120),
    ("weekday weekdays workday workdays", "workdays", 1),
):
    UNITS |= dict.fromkeys(_words.split(), (_field, _size))

MEASURES = UNITS.keys() | _set(
    "km miles mile kg kilograms grams g percent degrees dollars euros pounds mph kmh knots volts watts people"
)
"""What a number counts that is therefore no time of day."""

PERIODS = _set("day week fortnight month quarter qtr year decade hour minute min")
"""Units that can follow "this", "next" or "last" without a number."""

PARTS = {"morning": 6, "afternoon": 15, "evening": 20, "night": 20, "tonight": 22}
"""The hour that a part of the day stands for."""

NOON = frozenset({"noon", "midday"})
MERIDIEMS = {"am": "am", "pm": "pm"}

NEXT = frozenset({"next", "coming", "upcoming", "following"})
LAST = frozenset({"last", "past", "previous"})
THIS = frozenset({"this", "current"})
MODIFIERS = {**dict.fromkeys(NEXT, 1), **dict.fromkeys(LAST, -1), **dict.fromkeys(THIS, 0)}

TOMORROW = frozenset(
    {"tomorrow", "tmrw", "tmr", "tmw", "tom", "tomorow", "tommorow", "tommorrow", "tomorrows"}
)
CLEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, **dict.fromkeys(TOMORROW - {"tom"}, 1)}
"""Words that name a day by its distance from today."""

EDGES = {"end": "end", "close": "end", "start": "start", "beginning": "start", "mid": "mid", "middle": "mid"}
DEADLINES = {
    "eod": ("day", None),
    "cob": ("day", 17),
    "eob": ("day", 17),
    "eow": ("week", None),
    "eom": ("month", None),
    "eoq": ("quarter", None),
    "eoy": ("year", None),
}
"""Abbreviated deadlines: the period at whose end they lie and the hour, if they name one."""

PREFIXES = _set("on at by due before until till from for in around after since during @")
"""Words that lead into a date and belong to it."""
CONTEXT = PREFIXES | _set("of this next last every each start starting scheduled between and or to")
"""A word of `AMBIGUOUS` that follows one of these is a date."""

MONTH_LEADS = _set("in by until till before of since during next this last every each mid early late")
"""Words before a month that stands without a day."""
SURE_LEADS = frozenset({"in", "of", "by", "until", "till", "next", "every", "each"})
"""Those that make a month even of "may" in lower case."""

DASHES = frozenset("-\u2013\u2014~")
RANGE_WORDS = frozenset({"to", "until", "till", "through", "thru"}) | DASHES
APOSTROPHES = frozenset("'\u2019")
CLOSERS = DASHES | APOSTROPHES | frozenset('.,;:!?)]}"”»&|/#@+…(*')
"""Punctuation after which a sentence may go on without the date being an adjective."""
FUNCTION_WORDS = _set(
    "a about after against and around as at because before between but by during ends every except for"
    " from he her his i if in into is it my near of on or our over she so start starting than that the"
    " then they through till to until via was we when where while will with without you your est takes at"
    " due p1 p2 p3 p4 each daily weekly monthly yearly next this"
)
"""Words that cannot be the noun which a preceding date or ordinal describes."""

ZONES = _set(
    "UTC GMT BST IST WET WEST CET CEST EET EEST MSK EST EDT CST CDT MST MDT PST PDT AKST AKDT HST JST KST"
    " SGT HKT AEST AEDT ACST ACDT AWST NZST NZDT AST ADT NST NDT BRT ART SAST EAT WAT CAT PKT"
    " ET PT CT MT"
)
ERAS = {"BE": -543, "AD": 0, "CE": 0, "BC": None, "BCE": None}
"""Years to add to reach the common era. None: before its first year, which a date cannot hold."""

IDIOMS = frozenset({(24, 7), (7, 24), (50, 50)})
"""Pairs that look like a day and a month but never are."""

NUMBERED = _set(
    "version ver v release chapter section page pages room level step part episode ep season verse vol volume"
    " no number issue ticket bus line gate flight route score rated ratio psalm article"
)
"""Nouns whose number follows them: it is a name, not a date."""
