"""From raw text to the words that carry a matter; pure string work."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from netsvc.matching.model import MAX_CHARACTERS

# Function words and courtesies say nothing about the matter, but a long story is full of them
# (Finnish, Swedish, English).
_STOP_WORDS = """
    ja on ei se että en olen oli mutta kun niin jos minä mä sinä sä hän me te he tämä tää nyt vai
    tai myös vielä jo vaan vain kuin mitä mikä miten missä milloin koska kuka minun mun minulle
    mulle minulla mulla teille teidän meidän ole olla olisi voi voiko voinko pitää pitäisi pitääkö
    saa saada saako sain saan tulee tuli tulla teen tehdä haluan haluaisin kiitos hei moi terve
    päivää siitä siis sen sitten sille siihen tästä tähän mihin mistä niitä niiden hänen ette eivät
    olet olette ovat onko olisiko jotta ettei kanssa sekä joka jotka jota jonka asia
    och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke
    mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut
    när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt
    mycket sedan ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din dessa några
    deras blir mina samma vilken er sådan vår blivit dess inom mellan sådant varför varje vilka
    ditt vem vilket vars vårt våra ert era hej tack ja nej också måste ska får få fick
    i me my myself we our ours you your yours he him his she her it its they them their what which
    who whom this that these those am is are was were be been being have has had having do does did
    doing a an the and but if or because as until while of at by for with about against between
    into through during before after above below to from up down in out on off over again further
    then once here there when where why how all any both each few more most other some such no nor
    not only own same so than too very can will just should now would could i'm i've don't isn't
    it's there's get got hi hello please thanks thank dear sir madam
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# "..., but not ...": the clause names the neighbours, whose words would pull the wrong way.
_NOT_CLAUSE = re.compile(
    r"[;,.]?\s+(?:but not|not|mutta ei|muttei|ei|men inte|inte|dock inte)\s", re.IGNORECASE
)
_LONGEST_WORD = 40


def content_words(text: str) -> list[str]:
    """Lower-cased words without function words and bare numbers, cut at ``MAX_CHARACTERS``."""
    return [word for word in plain_words(text) if word not in STOP_WORDS]


def plain_words(text: str) -> list[str]:
    """Lower-cased words without bare numbers, cut at ``MAX_CHARACTERS``."""
    normal = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower().replace("’", "'")
    return [word[:_LONGEST_WORD] for word in _WORD.findall(normal) if not word.isdecimal()]


def words_and_pairs(text: str) -> list[str]:
    """Plain words, and each with its neighbour: with many examples the small words tell too."""
    words = plain_words(text)
    return words + [f"{one} {following}" for one, following in pairwise(words)]


def plain(text: str) -> str:
    """The plain words as one text."""
    return " ".join(plain_words(text))


def content(text: str) -> str:
    """The content words as one text."""
    return " ".join(content_words(text))


def what_it_is(description: str) -> str:
    """A description without the clause that says what the issue type is not."""
    return _NOT_CLAUSE.split(description, maxsplit=1)[0]
