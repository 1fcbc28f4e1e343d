"""Match keys of records that may be of one person, however they are spelt.

Each record has some short keys; two are compared only if they have one in common, so that a hundred
thousand records are compared with few others each. A key decides nothing:
`operations/proposed_pairs.py` scores the matches.
"""

import re

from bocage.territory.spelling import plain_words

PARTICLES = frozenset({"d", "da", "de", "del", "des", "di", "du", "el", "l", "la", "le", "les"})
"""Written apart or not: « Le Goff » and « Legoff » are one word here."""
MAX_WORDS = 4
LONGEST = 20
SHORTEST_MAILBOX = 6
OF_NOBODY = frozenset({"accueil", "bonjour", "commercial", "contact", "direction", "secretariat"})
"""Mailbox names shared by many people, which identify nobody."""

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|ck|q|c(?=[aou]|$|[^aeiouyh])"), "k"),
    (re.compile(r"ch|sh|sch"), "x"),
    (re.compile(r"c(?=[eiy])|z|ss"), "s"),
    (re.compile(r"gu(?=[eiy])"), "g"),
    (re.compile(r"y"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"s(?=[bcdfgklmnpqrtv])"), ""),
    (re.compile(r"(?<=..)[dpstxe]+$"), ""),
    (re.compile(r"(?<=.)[aeiou]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def skeleton(word: str) -> str:
    """Returns the consonants of a word as one hears them, without silent letters, doubles and
    vowels.

    >>> skeleton("desmoulins"), skeleton("demoulin"), skeleton("philippe"), skeleton("filipe")
    ('dmln', 'dmln', 'flp', 'flp')
    """
    for sound, spelling in _SOUNDS:
        word = sound.sub(spelling, word)
    return word[:LONGEST]


def match_keys(name: str, phone: str, email: str) -> list[str]:
    """Returns the keys by which two records may be the same person. Since any word of a name may be
    misspelt, each word has a key of its own, with the first letters of the others in sorted
    order, so that the order of words does not matter.
    """
    words = [skeleton(word) for word in _words(name)[:MAX_WORDS]]
    keys = set()
    for rank, word in enumerate(words):
        initials = sorted(word_before[:1] for word_before in (*words[:rank], *words[rank + 1 :]))
        if initials or len(word) > 2:
            keys.add(f"n:{word}|{''.join(initials)}")
    if phone:
        keys.add(f"t:{phone}")
    mailbox = "".join(plain_words(email.partition("@")[0].partition("+")[0]))
    if len(mailbox) >= SHORTEST_MAILBOX and mailbox not in OF_NOBODY:
        keys.add(f"m:{mailbox[:40]}")
    return sorted(keys)


def _words(name: str) -> list[str]:
    """Returns the words of a name, each particle joined to the word that follows it."""
    words: list[str] = []
    before = ""
    for word in plain_words(name):
        if word in PARTICLES:
            before += word
            continue
        words.append(before + word)
        before = ""
    return words
