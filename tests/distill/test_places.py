"""Where strings stand in a text."""

from __future__ import annotations

import random

from bot.distill.places import Places


def test_every_string_is_found_where_it_begins() -> None:
    places = Places("苗岚说,苗岚岚没说。Ann 说,岚说。", ["苗岚", "苗岚岚", "Ann", "没有"])
    assert places.of("苗岚") == [0, 4]
    assert places.of("苗岚岚") == [4]
    assert places.of("Ann") == [10]
    assert places.of("没有") == []


def test_a_string_nobody_announced_is_found_too() -> None:
    places = Places("他说她说,他问", ["她说"])
    assert places.of("他") == [0, 5]
    assert places.count("说,") == 1


def test_places_are_those_that_a_search_for_each_finds() -> None:
    chance = random.Random(5)
    for _ in range(200):
        text = "".join(chance.choice("甲乙丙丁") for _ in range(60))
        strings = ["".join(chance.choice("甲乙丙丁") for _ in range(chance.randint(1, 4))) for _ in range(8)]
        places = Places(text, strings[:4])
        for string in strings:
            assert places.of(string) == [at for at in range(len(text)) if text.startswith(string, at)]
