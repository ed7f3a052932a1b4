"""Chinese text for look-ups: folding, words, pinyin. The only file that imports jieba, rjieba, opencc and pypinyin.

Each of them is loaded at first use; `warm()` loads ahead. jieba's dictionary is read by `marshal.loads` from a cache of our
own in the user's private cache folder: stock jieba parses half a million lines, or trusts a file in the shared temp folder.
With the extra `[fast]` rjieba (the same dictionary in Rust) is used instead.
"""

from __future__ import annotations

import contextlib
import marshal
import re
import sys
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import cache as caching

SCORED = 2_000
"""Code points of a user's text that are scored; of a longer one the beginning and the end, where questions stand."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[a-z0-9]+(?:[.'+#-][a-z0-9]+)*\+*|[{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_SPACES = re.compile(r"\s+")


# ------------------------------------------------------------------------------------------------------------- folding


def _one_to_one() -> dict[int, str]:
    """Full-width forms to ASCII, control and format characters and lone surrogates to a space; never a change of length."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table[0x3000] = " "
    table[ord("矽")] = "硅"  # Taiwan's silicon, which t2s leaves alone
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, 0xFEFF):
        table[code] = " "
    return table


_TABLE = _one_to_one()
_SURROGATE = re.compile("[\ud800-\udfff]")


def fold(text: str) -> str:
    """Simplified, half-width, lower case, without control characters. Keeps the length, so offsets carry over."""
    plain = _SURROGATE.sub(" ", text).translate(_TABLE)
    lower = plain.lower()
    if len(lower) != len(plain):  # a few letters grow when lowered (İ)
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    return simplify(lower)


def simplify(text: str) -> str:
    """Traditional characters as Simplified ones (OpenCC t2s); the rest, and the length, as it was."""
    if text.isascii():
        return text
    convert = _t2s()
    out: str = convert(text)
    if len(out) == len(text):
        return out
    return "".join(c if len(s := convert(c)) != 1 else s for c in text)


def traditional(text: str) -> str:
    """Simplified text as Traditional (OpenCC s2t, 40 ms to load)."""
    return text if text.isascii() else str(_s2t()(text))


@lru_cache(maxsize=1)
def _t2s() -> Callable[[str], str]:
    import opencc

    return opencc.OpenCC("t2s").convert


@lru_cache(maxsize=1)
def _s2t() -> Callable[[str], str]:
    import opencc

    return opencc.OpenCC("s2t").convert


def clean(text: str, limit: int = SCORED) -> str:
    """A user's text, folded, runs of white space as one space, at most `limit` code points (its beginning and its end)."""
    if len(text) > 4 * limit:  # cut before any work: a hostile text may be white space for the most part
        text = text[: 2 * limit] + " " + text[-2 * limit :]
    out = _SPACES.sub(" ", fold(text)).strip()
    if len(out) > limit:
        out = out[: limit // 2] + " " + out[-(limit // 2 - 1) :]
    return out


def is_han(text: str) -> bool:
    """True where any character is Chinese."""
    return _IS_HAN.search(text) is not None


# --------------------------------------------------------------------------------------------------------------- words


def words(text: str) -> list[str]:
    """Words of folded text in their order: jieba's for Chinese, stems for English, no punctuation."""
    out: list[str] = []
    for token in _TOKEN.findall(text):
        if token.isascii():
            out.append(stem(token))
        elif len(token) == 1:
            out.append(token)
        else:
            out.extend(_cut()(token))
    return out


@lru_cache(maxsize=1)
def proper_nouns() -> frozenset[str]:
    """People, organisations and places that jieba's dictionary tags as such, of two characters and more. Read in 0.2 s.

    The tags are generous: 高兴 is somebody's name there. Fit for doubting a sentence, not for finding people in one.
    """
    tags = ("nr", "nrt", "nrfg", "nt", "ns")
    with Path(_import_jieba().__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        parts = (line.split() for line in lines)
        return frozenset(p[0] for p in parts if len(p) == 3 and p[2] in tags and len(p[0]) > 1)


def terms(text: str) -> list[str]:
    """What the index counts: words, and each single character of the longer Chinese ones beside them."""
    out: list[str] = []
    for word in words(text):
        out.append(word)
        if len(word) > 1 and not word.isascii():
            out.extend(word)
    return out


_IRREGULAR = {
    "money": "money", "companies": "company", "made": "make", "making": "make", "built": "build", "said": "say", "says": "say",
    "bought": "buy", "sold": "sell", "won": "win", "paid": "pay", "lost": "lose", "men": "man", "people": "people",
    "business": "business", "businesses": "business", "does": "do", "did": "do", "done": "do", "doing": "do", "is": "be",
    "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "has": "have", "had": "have", "having": "have",
    "gpus": "gpu", "llms": "llm", "vcs": "vc", "thoughts": "think", "thought": "think", "this": "this", "pricing": "price",
    "dying": "die", "died": "die", "data": "data", "bubbles": "bubble", "using": "use", "used": "use", "uses": "use",
    "raising": "raise", "raised": "raise", "giants": "giant", "series": "series", "news": "news", "always": "always",
    "anything": "anything", "something": "something", "nothing": "nothing", "everything": "everything", "during": "during",
    "chatgpt's": "chatgpt", "openai's": "openai", "basis": "basis", "process": "process", "access": "access",
}  # fmt: skip
_VOWEL = re.compile(r"[aeiouy]")


def stem(word: str) -> str:
    """An English word without its commonest endings. Rough on purpose: both sides of a look-up go through it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = word.removesuffix("'s")
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            return root + "e" if root.endswith(("at", "iz", "iv", "uc", "rg", "as", "os", "us", "nc", "it")) else root
    return word


@lru_cache(maxsize=1)
def _cut() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        return _jieba()
    return lambda text: rjieba.cut(text, False)


def _jieba() -> Callable[[str], list[str]]:
    """jieba without its hidden Markov model: unknown words fall into characters, which are indexed anyway."""
    jieba = _import_jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _dictionary(jieba, tokenizer)
    tokenizer.initialized = True
    return lambda text: list(tokenizer.cut(text, HMM=False))


def _import_jieba() -> Any:
    """Import jieba without pkg_resources, which it asks for first, does not need, and which costs 100 ms."""
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if absent:
            del sys.modules["pkg_resources"]
    return jieba


def _dictionary(jieba: Any, tokenizer: Any) -> tuple[dict[str, int], int]:
    """jieba's prefix dictionary: from our cache, or parsed and cached. A cache that can't be used is no error."""
    place = caching.folder()
    source = _dictionary_file()
    cache = None
    if place is not None:
        with contextlib.suppress(OSError):
            told = source.stat()
            name = f"jieba-{jieba.__version__}-{sys.version_info[0]}{sys.version_info[1]}-{told.st_size}-{told.st_mtime_ns}.marshal"
            cache = place / name
            if caching.ours(cache):
                with contextlib.suppress(ValueError, EOFError, TypeError):
                    freq, total = marshal.loads(cache.read_bytes())
                    if isinstance(freq, dict) and isinstance(total, int):
                        return freq, total
    parsed: tuple[dict[str, int], int] = tokenizer.gen_pfdict(source.open("rb"))
    if cache is not None:
        with contextlib.suppress(OSError):
            caching.put(cache, marshal.dumps(parsed))
    return parsed


# ---------------------------------------------------------------------------------------- jieba's dictionary, word by word


def segments(text: str) -> list[str]:
    """The (Simplified) text cut into the dictionary's words, nothing left out: joined they are the text again."""
    return list(_cut()(text))


def frequency(word: str) -> int:
    """How often jieba's dictionary counted the (Simplified) word; 0 for what is none."""
    return int((_entry(word) or ("0", ""))[0])


def tags(wanted: Collection[str]) -> dict[str, str]:
    """Parts of speech of these words as jieba's dictionary has them (n, vn, ns, nr, v, a, …); words it lacks are left out."""
    return {word: entry[1] for word in wanted if (entry := _entry(word))}


def _entry(word: str) -> tuple[str, str] | None:
    """The word's frequency and tag as printed in the dictionary; None where it isn't in.

    As a table the dictionary fills 60 MB; here it stays the 5 MB it is as a file, with the place of each first character.
    """
    if not word:
        return None
    raw, places = _dictionary_by_first()
    key = f"\n{word} ".encode("utf-8", "surrogatepass")
    for start, end in places.get(word[0], ()):
        at = raw.rfind(key, start, end)
        if at >= 0:
            frequency, _, tag = raw[at + len(key) : raw.index(b"\n", at + 1)].decode("utf-8").partition(" ")
            return frequency, tag.strip()
    return None


@lru_cache(maxsize=1)
def _dictionary_by_first() -> tuple[bytes, dict[str, list[tuple[int, int]]]]:
    """The file between line breaks, and first character → where lines that begin with it stand (nearly always in one place)."""
    raw = b"\n" + _dictionary_file().read_bytes().rstrip(b"\n") + b"\n"
    places: dict[str, list[tuple[int, int]]] = {}
    at = begun = 0
    last = b""
    while at < len(raw) - 1:
        head = raw[at + 1]
        first = raw[at + 1 : at + (2 if head < 0x80 else 3 if head < 0xE0 else 4 if head < 0xF0 else 5)]
        if first != last:
            if last:
                places.setdefault(last.decode("utf-8"), []).append((begun, at + 1))
            last, begun = first, at
        at = raw.index(b"\n", at + 1)
    if last:
        places.setdefault(last.decode("utf-8"), []).append((begun, at + 1))
    return raw, places


def _dictionary_file() -> Path:
    return Path(_import_jieba().__file__).with_name("dict.txt")


# -------------------------------------------------------------------------------------------------------------- pinyin


@lru_cache(maxsize=1)
def _lazy_pinyin() -> Callable[..., list[str]]:
    import pypinyin

    return pypinyin.lazy_pinyin


@lru_cache(maxsize=65_536)
def syllable(char: str) -> str:
    """One Chinese character's commonest reading without tone; anything else as it is."""
    return _lazy_pinyin()(char)[0] if is_han(char) else char


@lru_cache(maxsize=16_384)  # the same names come again with every reload, and in every server
def pinyin(text: str) -> tuple[str, ...]:
    """Syllables without tones of folded text, readings chosen by word (重庆 chong qing); Latin runs stay whole."""
    return tuple(s.strip() for s in _lazy_pinyin()(text, v_to_u=False) if s.strip())


def initials(text: str) -> str:
    """First letters of the syllables: 朱啸虎 → zxh."""
    return "".join(s[0] for s in pinyin(text))


def untoned(text: str) -> str:
    """Latin text without tone marks and tone numbers, lower case: Zhū Xiàohǔ, zhu1 xiao4 hu3 → zhu xiao hu."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"(?<=[a-z])[1-5](?![0-9])", "", plain)


def warm() -> None:
    """Load the segmenter and the folding tables now instead of at the first question."""
    words(fold("開始"))
