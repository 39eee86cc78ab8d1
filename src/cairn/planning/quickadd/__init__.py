"""Quick add: a task in one line of plain English, read without a model and without the network.

The grammar is data (`words`) and small rules that each read one kind of phrase at one place of the text:
figures, months, days, weekdays, times; `moments` joins what they find and `resolve` puts it into the
calendar. A text costs time in proportion to its length, of which `tokens.MAX_TEXT` characters are read.
"""

from cairn.planning.quickadd.engine import find_dates, parse
from cairn.planning.quickadd.model import DateMatch, QuickTask, Span, SpanKind

__all__ = ["DateMatch", "QuickTask", "Span", "SpanKind", "find_dates", "parse"]
