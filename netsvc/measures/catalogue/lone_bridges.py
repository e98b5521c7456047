"""Bridges that nobody backs up: units joined by one person only, said without a figure."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.registry import LEADING, Better, Dimension, Measure, MeasureUnit
from netsvc.measures.ways import lone_facts

MEASURE = Measure(
    id="loneBridges",
    names=LocalText("Yhden ihmisen sillat", "Broar som hänger på en person", "Lone bridges"),
    explanation=LocalText(
        "Mitkä yksiköt ovat yhteydessä vain yhden ihmisen kautta. Kun hän on poissa, yhteyttä ei "
        "ole. Kuka hän on ja kuinka paljon hän tekee, sitä ei sanota.",
        "Vilka enheter som har kontakt bara genom en enda person. När hen är borta finns ingen "
        "länk. Vem det är och hur mycket hen gör sägs inte.",
        "Which units are joined through one person only. While they are away there is no link. "
        "Who it is, and how much they do, is not said.",
    ),
    unit=MeasureUnit.PAIRS,
    better=Better.LOWER,
    inputs=("handovers",),
    formula="pairs of units with at least 3 handovers in all and one same person in every one",
    source="Definition of the house.",
    small_groups=LocalText(
        "Tieto siitä, että yhteys on yhden ihmisen varassa, sanotaan ilman lukua ja aina koko "
        "ajalta, jottei siitä voi laskea, mitä kukaan on tehnyt.",
        "Att en länk hänger på en person sägs utan siffra och alltid för hela tiden, så att man "
        "inte kan räkna ut vad någon har gjort.",
        "That a link hangs on one person is said without a figure and always over all time, so "
        "that nothing that anybody did can be worked out from it.",
    ),
    roles=LEADING,
    dimensions=(Dimension.PAIR,),
    columns=(),
    select=lambda facts: lone_facts(facts.steps),
    summarise=lambda _pairs, _scope: {},
    keys=lambda lone, _by: lone.pair,
    fact=True,
)
