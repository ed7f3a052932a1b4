"""Numbers in running text, Chinese or Arabic, as values that can be compared: 三成 = 30%, 两百亿 = 20000000000."""

from __future__ import annotations

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_HAN = "零〇一二两三四五六七八九十百千万亿"
_SCALE = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2, "k": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9, "b": 1e9}

_ARABIC = re.compile(
    r"(?<![A-Za-z\d.-])(\d[\d,]*(?:\.\d+)?)\s*(百万|千万|万亿|[万亿千百]|million|billion|[kmb](?![A-Za-z]))?", re.I
)
# A Chinese number counts as a figure where a unit says so: 三个 and 第一 are words, 三倍 and 两百亿 are figures.
_CHINESE = re.compile(
    rf"百分之([{_HAN}点]+)|([{_HAN}]+)(成(?![为立功长就本绩果员熟])|倍|个月|年(?!代)|美元|块钱|元|岁|亿|万(?!一))|"
    rf"((?:[{_HAN}]*[二两三四五六七八九十][百千万亿]+[{_HAN}]*))"
)
_TEN_MILLION_TIMES = re.compile(
    r"千万(?=别|不|要|小心|记)|万万|亿万|百万富翁|千万富翁|万一|成千上万|千千万万|万千|百年|千年|万年"
)


def figures(text: str) -> set[float]:
    """The values of all figures in the text; 0 and 1 are left out, they are words."""
    text = _TEN_MILLION_TIMES.sub("，", text.replace("％", "%"))
    found: set[float] = set()
    for match in _ARABIC.finditer(text):
        value = float(match.group(1).replace(",", "") or 0)
        scale = (match.group(2) or "").lower()
        found.add(value * _scale(scale))
    for match in _CHINESE.finditer(text):
        percent, number, unit, bare = match.groups()
        read = _value(percent or number or bare or "")
        if read is None:
            continue
        value = read
        if unit == "成":
            value *= 10
        elif unit in _BIG:
            value *= _BIG[unit]
        found.add(value)
    return {value for value in found if value not in (0.0, 1.0)}


def _scale(text: str) -> float:
    if text in _SCALE:
        return _SCALE[text]
    scale = 1.0
    for c in text:
        scale *= _SCALE.get(c, 1.0)
    return scale


def _value(text: str) -> float | None:
    """三百二十 → 320, 二〇二三 → 2023, 一点五 → 1.5."""
    whole, _, part = text.partition("点")
    if not whole:
        return None
    if all(c in _DIGIT for c in whole) and len(whole) > 1:
        value = float("".join(str(_DIGIT[c]) for c in whole))
    else:
        value = _spelt(whole)
    if part and all(c in _DIGIT for c in part):
        value += float("0." + "".join(str(_DIGIT[c]) for c in part))
    return value


def _spelt(text: str) -> float:
    total = section = number = 0
    for c in text:
        if c in _DIGIT:
            number = _DIGIT[c]
        elif c in _SMALL:
            section += (number or 1) * _SMALL[c]
            number = 0
        elif c in _BIG:
            total = (total + (section + number or 1)) * _BIG[c]
            section = number = 0
    return float(total + section + number)
