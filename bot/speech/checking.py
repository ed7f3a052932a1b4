"""One sentence of a model against what the brief gives: passes, is mended, or goes. Pure; the table is in docs/models.md.

Nothing here understands a sentence. It sees marks, quotation marks, names, figures, dates and shared words, and where these
say that something did not come from the evidence, the sentence goes: a turn may lose a sentence, a reader may not be lied to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.lang import bank, in_language, say, to_simplified
from bot.speech.brief import MARK, Brief
from bot.speech.figures import figures
from bot.speech.ground import Footing, Grounds, folded, grams, squeezed, support
from bot.speech.known import COMMON_WORDS, ORGANISATIONS, SURNAMES, dated_after
from bot.speech.patterns import (
    ADMITS,
    AFTER_QUOTE,
    ALLOWING,
    ANTONYMS,
    BEFORE_QUOTE,
    CLAIMING,
    DECLINES,
    FIRST_PERSON_QUOTE,
    GUESS,
    HANZI,
    HEAVY,
    INFERRED,
    KANA,
    LETTER,
    LIST_NUMBER,
    MARKS,
    META,
    NEGATION,
    NO_CLAIM,
    OPINION,
    PLACEHOLDER,
    POLITE,
    QUOTED,
    ROLE_LABEL,
    TAKES_SIDES,
    TOOL,
    VERB,
    WHERE_SAID,
)
from bot.speech.scrub import defused, plain

_EMPTY_HANDED = ("ask", "concede")  # moves that say something without evidence of one's own
LONG_QUOTE = 8  # characters: a longer one reads as somebody's words, whoever they are

SUPPORT_CITED = 0.1
SUPPORT_CLAIM = 0.34
SUPPORT_HEARD = 0.25
SUPPORT_QUOTED = 0.6
ALIEN = 12  # grams: an uncited sentence as long as this that shares nothing with the brief


@dataclass(slots=True)
class Checked:
    """A sentence after its check. `text` is what may be shown, '' where it has to go; `faults` name what was wrong."""

    text: str
    faults: list[str] = field(default_factory=list)
    cited: frozenset[int] = frozenset()
    cut: bool = False  # somebody else starts to speak here: nothing after it counts

    @property
    def dropped(self) -> bool:
        """True where nothing is left of it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class _Names:
    """Patterns made of the names a turn may run into."""

    names: re.Pattern[str]  # of people who are not the speaker
    other_label: re.Pattern[str]  # `傅盛：` at a line's start
    own_label: re.Pattern[str]
    attributed: re.Pattern[str]  # 傅盛认为……


@lru_cache(maxsize=256)  # the people at a table change seldom, and two hundred names take a millisecond to compile
def _patterns(others: frozenset[str], own_names: frozenset[str]) -> _Names:
    named = "|".join(map(re.escape, sorted(others, key=lambda n: (-len(n), n)))) or r"(?!)"
    own = "|".join(map(re.escape, sorted(own_names, key=lambda n: (-len(n), n)))) or r"(?!)"
    wrap = r"(?:\*\*|【|\[|<|《|#+\s*)?"
    end = r"(?:\*\*|】|\]|>|》)?\s*(?:[（(][^）)\n]{0,20}[）)])?\s*(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*"
    return _Names(
        re.compile(named),
        re.compile(rf"^\s*{wrap}(?:{named}|{ROLE_LABEL}){end}", re.I),
        re.compile(rf"^\s*{wrap}(?:{own}){end}", re.I),
        re.compile(rf"({named})(?P<mid>[^，。；：:“”\n]{{0,8}}?){VERB}(?P<what>.*)", re.S | re.I),
    )


_STRANGER = re.compile(
    rf"(?:^|[，。；、“,\s])((?:{'|'.join(SURNAMES)})[\u4e00-\u9fff]{{1,2}}?)(?:先生|女士|老师|总|博士|教授)?(?:也|就|曾|都|还|早就)?"
    r"(?:说过|说[，：:“]|表示|认为|指出|强调|坦言|直言|透露|预测|讲过|告诉)"
)


class Checker:
    """Checks the sentences of one turn. `fixed` is the prompt's own wording, which must not come back."""

    def __init__(self, footing: Footing, fixed: str = "") -> None:
        self.footing = footing
        self.brief: Brief = footing.brief
        self._leaks = _shingles_of(fixed)
        self._named = _patterns(footing.others, footing.own_names)
        self._names = self._named.names

    # ------------------------------------------------------------------------------------------------------------- entry

    def check(self, sentence: str) -> Checked:
        """The sentence as it may be shown."""
        stripped = sentence.strip()
        if not stripped:
            return Checked(sentence)
        out = Checked(sentence)
        self._labels(out)
        if out.cut or out.dropped:
            return out
        for step in (self._noise, self._language, self._quotes, self._citations):
            step(out)
            if out.dropped:
                return out
        for judge in (
            self._declined,
            self._strangers,
            self._attributions,
            self._others,
            self._figures,
            self._names_known,
            self._carried,
        ):
            fault = judge(out)
            if fault:
                out.faults.append(fault)
                out.text = ""
                return out
        return out

    # ----------------------------------------------------------------------------------------------------------- mending

    def _labels(self, out: Checked) -> None:
        text = out.text
        own = self._named.own_label.match(text)
        if own:
            out.text = text[: len(text) - len(text.lstrip())] + text[own.end() :]
            out.faults.append("label")
        elif self._named.other_label.match(text):
            out.faults.append("speaker")
            out.cut, out.text = True, ""

    def _noise(self, out: Checked) -> None:
        text = out.text
        if META.search(to_simplified(text)) or self._leaked(text):
            out.faults.append("leak")
            out.text = ""
            return
        if TOOL.search(text):
            out.faults.append("tool")
            out.text = ""
            return
        cleaned = plain(text)
        if cleaned != text:
            out.faults.append("link" if "**" not in text and "__" not in text else "markup")
        safe = defused(cleaned)
        if safe != cleaned:
            out.faults.append("ping")
        out.text = safe if re.search(r"\w", safe) else ""

    def _language(self, out: Checked) -> None:
        text, language = out.text, self.brief.language
        han, latin = len(HANZI.findall(text)), len(LETTER.findall(text))
        wrong = bool(KANA.search(text))
        if language == "en":
            wrong = wrong or (han > 8 and han * 2 > latin)
        else:
            wrong = wrong or (latin > 24 and han * 4 < latin)
        if wrong:
            out.faults.append("language")
            out.text = ""
        elif language != "en" and han:
            simple = to_simplified(text)
            if language == "zh-CN" and _turned(simple, text) > 1:  # one may be part of a name
                out.text = simple
                out.faults.append("script")
            elif language == "zh-TW" and simple == text and in_language(language, text) != text:
                out.text = in_language(language, text)
                out.faults.append("script")

    def _quotes(self, out: Checked) -> None:
        """Marks stay around what stands in a source, around the user's own words, and around a word held at arm's length."""
        filled = PLACEHOLDER.sub(self._fill, out.text)
        if "\0" in filled:  # nothing at hand to put in: the sentence was made around it
            out.faults.append("quote")
            out.text = ""
            return
        text = filled
        pieces, last = [], 0
        for match in QUOTED.finditer(text):
            inner = next((g for g in match.groups() if g is not None), "")
            pieces.append(text[last : match.start()])
            last = match.end()
            before, after = text[: match.start()], text[match.end() :]
            if self._may_quote(inner, before, after):
                pieces.append(match.group())
                continue
            out.faults.append("quote")
            if self._attributed_quote(before, after) and not self._on_record(inner, before, after):
                out.text = ""  # without its marks it would still be a lie about who said it
                return
            pieces.append(inner)
        out.text = "".join([*pieces, text[last:]]) if pieces else text

    def _fill(self, match: re.Match[str]) -> str:
        passage = self.footing.fillers.get(int(match.group(1)))
        if not passage:
            return "\0"
        passage = passage.strip().strip('“”"「」')
        return "“" + in_language(self.brief.language, re.sub(r"[“”「」\"]", "", passage)) + "”"

    def _may_quote(self, inner: str, before: str, after: str) -> bool:
        content = squeezed(inner)
        if not content:
            return True
        attributed = self._attributed_quote(before, after)
        if len(content) <= LONG_QUOTE and not attributed:
            return True  # a word at arm's length, as in 所谓“套壳”
        who = self._quoted_person(before, after)
        if not who and re.search(r"你|您|提问|问", before[-12:]):
            return content in squeezed(self.brief.question) or any(
                said.role == "user" and content in squeezed(said.text) for said in self.brief.history
            )
        passages = self.footing.passages
        found = passages.get(who, ()) if who else self.footing.own_passages
        if any(content in passage for passage in found):
            return True
        return self.brief.persona is None and not attributed and content in squeezed(self.footing.talk.text)

    def _attributed_quote(self, before: str, after: str) -> bool:
        return bool(BEFORE_QUOTE.search(before) or AFTER_QUOTE.match(after) or FIRST_PERSON_QUOTE.search(before))

    def _quoted_person(self, before: str, after: str) -> str:
        """Whose words they are said to be: the last name before them, else the first after; '' for the speaker."""
        found = [m.group() for m in self._names.finditer(before)][-1:] or [
            m.group() for m in self._names.finditer(after)
        ][:1]
        return found[0] if found else ""

    def _on_record(self, inner: str, before: str, after: str) -> bool:
        """True where the sense of a quotation stands in what that person is on record with: it may stay as indirect speech."""
        if any(m.group() not in self.footing.all.text for m in WHERE_SAID.finditer(before + "，" + after)):
            return False
        record = self.footing.said_by(self._quoted_person(before, after) or self.footing.speaker)
        content = grams(folded(inner))
        return record is not None and len(content) >= 2 and record.support(content) >= SUPPORT_QUOTED

    def _citations(self, out: Checked) -> None:
        def kept(match: re.Match[str]) -> str:
            numbers = [int(n) for n in re.findall(r"\d+", match.group(1))]
            return "".join(f"[{n}]" for n in numbers if n in self.footing.exhibits)

        before = out.text
        text = MARKS.sub(kept, before)
        if {int(n) for n in re.findall(r"\[(\d+)\]", before)} - set(self.footing.exhibits):
            out.faults.append("citation")
        out.text = text
        out.cited = frozenset(int(n) for n in MARK.findall(text))

    # ----------------------------------------------------------------------------------------------------------- judging

    @property
    def _declining(self) -> bool:
        brief = self.brief
        if brief.persona is None:
            return False
        return (
            brief.level == "none" or brief.move == "decline" or (not brief.exhibits and brief.move not in _EMPTY_HANDED)
        )

    def _declined(self, out: Checked) -> str:
        """With nothing to stand on, only saying so is allowed."""
        if not self._declining or self.brief.inference:
            return ""
        text = to_simplified(MARK.sub("", out.text))
        if POLITE.match(text.strip()):
            return ""
        about = any(topic in text for topic in self.brief.spoke_about)
        if (DECLINES.search(text) or about) and not OPINION.search(text) and not figures(text) and len(text) <= 120:
            return ""
        return "eager"

    def _strangers(self, out: Checked) -> str:
        for match in _STRANGER.finditer(out.text):
            name = match.group(1)
            if folded(name) not in self.footing.all.text and name not in COMMON_WORDS:
                return "attribution"
        return ""

    def _attributions(self, out: Checked) -> str:
        """What is said to be somebody's has to be on record as theirs."""
        text = to_simplified(MARK.sub("", out.text))
        match = self._named.attributed.search(text)
        if match is None or ALLOWING.search(text):
            return ""
        who = match.group(1)
        if ADMITS.search(match.group()) and not self.brief.facts.get("conceded"):
            return "attribution"
        if NO_CLAIM.match(match.group("what")):
            return ""
        what = re.split(r"[；。！？!?]|，(?:可是|可|但是|但|不过|然而|我)", match.group("what"))[0]
        content = grams(folded(what))
        if len(content) < 2:
            return ""
        record = self.footing.said_by(who)
        if self.brief.language == "en" and record is not None:
            return ""
        if record is None:
            record = self.footing.talk if self.brief.persona is None or who in self.footing.talk.text else Grounds()
        return "" if record.support(content) >= SUPPORT_HEARD else "attribution"

    def _figures(self, out: Checked) -> str:
        said = figures(LIST_NUMBER.sub("", MARK.sub("", out.text)))
        if not said:
            return ""
        footing = self.footing
        grounds = [footing.exhibits[n] for n in out.cited] or [footing.own]
        allowed = set().union(*(g.figures for g in grounds)) | footing.voice.figures
        if footing.as_of is not None:
            allowed.add(float(footing.as_of.year))
            allowed |= {float(e.source.published[:4]) for e in self.brief.exhibits}
        if not out.cited or self._names.search(out.text):
            allowed |= footing.talk.figures.union(*(g.figures for g in footing.heard.values()))
        return "figure" if said - allowed else ""

    def _names_known(self, out: Checked) -> str:
        """Companies, products and dates that the brief doesn't bring."""
        text = folded(MARK.sub("", out.text))
        known = self.footing.all
        if self.footing.as_of is not None and dated_after(text, self.footing.as_of) and not ALLOWING.search(text):
            return "date"
        if any(match.group() not in known.text for match in HEAVY.finditer(text)):
            return "unsupported"
        for name in ORGANISATIONS:
            if name in text and name not in known.text:
                return "name"
        if self.brief.language != "en":
            for word in re.findall(r"[a-z][a-z0-9.+-]*", text):
                bare = word.rstrip(".-+0123456789")
                if len(bare) > 1 and word not in known.words and bare not in COMMON_WORDS and bare not in known.text:
                    return "name"
        return ""

    def _carried(self, out: Checked) -> str:
        """A cited sentence shares words with what it cites and doesn't turn it round; an uncited one claims nothing new."""
        footing, text = self.footing, to_simplified(MARK.sub("", out.text))
        content = grams(folded(text))
        foreign = [n for n in out.cited if not self._own(n)]
        if (
            out.cited
            and len(foreign) == len(out.cited)
            and not self._names.search(text)
            and self.brief.persona is not None
        ):
            return "foreign"
        if relayed := self._relayed(out.cited, text):
            out.text, out.faults = relayed, [*out.faults, "second_hand"]
            return ""
        if out.cited:
            cited = [footing.exhibits[n] for n in out.cited]
            if self._turned_round(text, out.cited):
                return "contradiction"
            if self.brief.language == "en":
                return ""  # the evidence is Chinese: shared words can't be counted across languages
            if len(content) >= 3 and support(content, cited) < SUPPORT_CITED:
                return "miscited"
            return "miscited" if self._smuggled(text, [*cited, footing.voice]) else ""
        guess = GUESS.search(text) or INFERRED.match(text.strip())
        if self.brief.inference and (guess or self._claims(text, content)):
            bare = INFERRED.sub("", out.text.lstrip())
            out.text = say(self.brief.language, "models.inferred") + bare
            return ""
        if guess:
            return "inference"
        if "citation" in out.faults and footing.own.support(content) < SUPPORT_CLAIM:
            return "unsupported"  # it named a source that isn't there
        if (
            self.brief.level == "near"
            and content & grams(folded(self.brief.question))
            and not re.search("[没不]", text)
        ):
            return "eager"  # the question itself, answered without a source
        return "unsupported" if self._claims(text, content) else ""

    def _relayed(self, cited: frozenset[int], text: str) -> str:
        """What somebody else reports, said as a report where the model made it the persona's own words; '' where it did not."""
        exhibits = [e for e in self.brief.exhibits if e.n in cited]
        if not exhibits or not all(e.position.second_hand for e in exhibits) or self.brief.persona is None:
            return ""
        reporters = [e.position.evidence[0].reported_by or "" for e in exhibits]
        if re.search("转述|轉述|reported|according to", text) or any(name and name in text for name in reporters):
            return ""
        forms = bank(self.brief.language, "speech.second_hand")
        lines = [
            forms[(self.brief.seed + e.n) % len(forms)].format(
                reporter=reporter, who=e.position.speaker, claim=e.position.claim.rstrip("。.")
            )
            for e, reporter in zip(exhibits, reporters, strict=True)
        ]
        stop = "." if self.brief.language == "en" else "。"
        text = "".join(f"{line}{stop}[{e.n}]" for e, line in zip(exhibits, lines, strict=True))
        return in_language(self.brief.language, text)

    def _smuggled(self, text: str, cited: Sequence[Grounds]) -> bool:
        """A clause that makes a claim of its own beside the one that is cited."""
        clauses = [c for c in re.split(r"[，；：,;:。！？!?]", text) if CLAIMING.search(c)]
        return any(support(grams(folded(clause)), cited) < SUPPORT_CLAIM for clause in clauses)

    def _others(self, out: Checked) -> str:
        """What a clause tells of somebody else has to be on record here, whether or not it says that they said it."""
        if self.brief.language == "en":
            return ""
        text = to_simplified(MARK.sub("", out.text))
        if self.brief.persona is None and self.brief.job == "moderator" and TAKES_SIDES.search(text):
            return "verdict"
        for clause in re.split(r"[，；：,;:。！？!?\n]", text):
            names = self._names.findall(clause)
            bare = self._names.sub("，", clause)
            content = grams(folded(bare))
            if not names or len(content) < 3 or NO_CLAIM.match(bare.strip("，")) or ALLOWING.search(clause):
                continue
            if support(content, [self.footing.all]) < SUPPORT_HEARD:
                return "attribution"
        return ""

    def _claims(self, text: str, content: set[str]) -> bool:
        footing = self.footing
        if CLAIMING.search(text) and (self.brief.language == "en" or footing.all.support(content) < SUPPORT_CLAIM):
            return True
        question = text.rstrip().endswith(("？", "?"))
        return (
            len(content) >= ALIEN
            and self.brief.language != "en"
            and not question
            and footing.all.support(content) == 0.0
        )

    def _own(self, n: int) -> bool:
        return any(e.n == n and e.own for e in self.brief.exhibits)

    def _turned_round(self, text: str, cited: frozenset[int]) -> bool:
        """The claim denies what the sentence affirms without a single negation, or the other way round."""
        if len(cited) != 1:
            return False
        exhibit = next(e for e in self.brief.exhibits if e.n in cited)
        position = exhibit.position
        claim, said = folded(position.claim), folded(text)
        negated = {
            m.group(1) for m in re.finditer(r"(?:不再|不太|不会|不能|没有|没|不|无|难以)([\u4e00-\u9fff]{2})", claim)
        }
        whole = folded("".join([position.claim, *position.says, position.because or ""]))
        if any(a in claim and a not in said and b in said and not NEGATION.search(said) for a, b in ANTONYMS):
            return True
        if negated and not NEGATION.search(said):
            return any(
                word in said and not re.search(rf"(?<![不没无])(?<!不[再太会能])(?<!没有){word}", whole)
                for word in negated
            )
        if not NEGATION.search(whole) and not re.search(r"[？?]", said):
            denied = re.findall(r"(?:不再|不会|不能|没有|没|不|无)([\u4e00-\u9fff]{2})", said)
            return any(word in claim for word in denied) and not re.search(
                r"不(?:是|等于|妨|过|但|仅|只)|没(?:说|讲)", said
            )
        return False

    def _leaked(self, text: str) -> bool:
        return any(piece in self._leaks for piece in _shingles(text)) if self._leaks else False


def _turned(simple: str, text: str) -> int:
    return sum(a != b for a, b in zip(simple, text, strict=False))


@lru_cache(maxsize=64)  # a template's own words
def _shingles_of(fixed: str) -> frozenset[str]:
    return _shingles(fixed)


def _shingles(text: str, size: int = 12) -> frozenset[str]:
    """Every run of `size` characters, punctuation aside."""
    flat = squeezed(text)
    return frozenset(flat[i : i + size] for i in range(len(flat) - size + 1))
