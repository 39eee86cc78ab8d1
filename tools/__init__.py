"""Programs for those who work on Cairn; none of them is part of the installed package."""
