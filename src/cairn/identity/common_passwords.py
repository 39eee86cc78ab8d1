"""Passwords that anybody would try first: a short list, and the patterns that fill the long lists."""

from itertools import pairwise

_LIST = """
password passwort contrasena motdepasse passw0rd p4ssw0rd letmein welcome willkommen bienvenue iloveyou
sunshine princess football baseball basketball superman batman spiderman starwars trustno1 whatever
dragon monkey master shadow michael jennifer jordan harley hunter ranger charlie thomas robert daniel
george matthew andrew joshua ashley jessica computer internet samsung google facebook default changeme
changethis secret admin administrator root guest test testing tester login access qwerty qwertz azerty
qwertyuiop asdfghjkl zxcvbnm yxcvbnm pokemon naruto minecraft chocolate butterfly flower summer winter
spring autumn sommer hello hallo bonjour liverpool chelsea arsenal barcelona juventus mustang corvette
ferrari mercedes porsche cairn qazwsx qazwsxedc cookie ginger pepper maggie buster killer soccer hockey
london berlin paris newyork freedom nothing mother father family jesus jesuschrist blessed heaven angel
lovely loveme loveyou iloveu beautiful biteme fuckyou asshole abcdef 11223344 12344321 a1b2c3d4 1q2w3e4r
1q2w3e4r5t q1w2e3r4 abcd1234 1qaz2wsx
"""
_WORDS = frozenset(_LIST.split())
_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb")
_TAIL = "0123456789!?.,-_#*@$%&+= "
_FEW_LETTERS = 4


def is_common(folded: str) -> bool:
    """Whether a case-folded text is a common word with figures or signs around it, a run, or a repetition."""
    core = folded.strip(_TAIL)
    return (
        core in _WORDS
        or folded in _WORDS
        or len(set(folded)) < _FEW_LETTERS
        or _is_run(folded)
        or _repeats(folded)
    )


def _is_run(text: str) -> bool:
    """`12345678`, `87654321`, `abcdefgh`, `qwertyui`, also with a few figures after it."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    if steps <= {1, -9} or steps <= {-1, 9}:  # -9 and 9: from 9 on to 0 and back
        return True
    core = text.rstrip(_TAIL) or text
    return any(core in row or core in row[::-1] for row in _ROWS)


def _repeats(text: str) -> bool:
    """`abcabcabc`, `passwordpassword`: a unit of at most a half of the text, over and over."""
    longest = len(text) // 2
    for size in range(1, longest + 1):
        unit = text[:size]
        if (unit * (len(text) // size + 1))[: len(text)] == text and (size <= _FEW_LETTERS or unit in _WORDS):
            return True
    return False
