"""How a claim fares: open, attacked, answered, conceded, dropped."""

from bot.debate.events import TurnSpoken
from bot.debate.ledger import Ledger


def said(speaker, move, target=None, positions=(), against=""):
    return TurnSpoken("名", speaker, move, "话", target=target, positions=positions, against=against)


def ledger(*turns) -> Ledger:
    """Turns from seq 1 on."""
    made = Ledger()
    for seq, turn in enumerate(turns, 1):
        made = made.after(seq, turn)
    return made


def states(made: Ledger) -> dict[str, str]:
    return {c.position or f"?{c.seq}": c.state for c in made.claims}


OPENINGS = (said("a", "open", positions=("a/1", "a/2")), said("b", "open", positions=("b/1",)))


def test_every_position_worded_opens_a_claim():
    assert states(ledger(*OPENINGS)) == {"a/1": "open", "a/2": "open", "b/1": "open"}


def test_an_attack_hits_the_one_claim_it_is_against_and_an_answer_defends_it():
    attack = said("b", "attack", 1, ("b/2",), "a/1")
    assert states(ledger(*OPENINGS, attack)) == {"a/1": "attacked", "a/2": "open", "b/1": "open", "b/2": "open"}
    assert states(ledger(*OPENINGS, attack, said("a", "answer", 3, ("a/3",), "b/2")))["a/1"] == "answered"


def test_striking_back_at_the_attack_defends_as_well_but_declining_does_not():
    attack = said("b", "attack", 1, ("b/2",), "a/1")
    back = states(ledger(*OPENINGS, attack, said("a", "attack", 3, ("a/3",), "b/2")))
    assert (back["a/1"], back["b/2"]) == ("answered", "attacked")
    assert states(ledger(*OPENINGS, attack, said("a", "decline", 3)))["a/1"] == "attacked"


def test_a_question_waits_for_the_one_it_was_put_to_until_answered_or_passed_over():
    asked = ledger(*OPENINGS, said("b", "ask", 1, against="a/1"))
    assert [c.seq for c in asked.waiting("a")] == [3] and not asked.waiting("b")
    assert not asked.after(4, said("a", "answer", 3)).waiting("a")
    assert asked.after(4, said("a", "decline", 3)).waiting("a")
    assert not asked.drop_question(3).waiting("a")


def test_what_an_opponent_concedes_is_no_longer_live_and_nobody_concedes_to_himself():
    conceded = ledger(*OPENINGS, said("b", "concede", 1, ("b/2",), "a/1"))
    assert states(conceded)["a/1"] == "conceded"
    assert [c.position for c in conceded.live(against="b")] == ["a/2"]
    assert states(ledger(*OPENINGS, said("a", "concede", 1, (), "a/1")))["a/1"] == "open"


def test_what_nobody_answered_is_dropped_at_the_end():
    attack = said("b", "attack", 1, ("b/2",), "a/1")
    assert states(ledger(*OPENINGS, attack).close()) == {
        "a/1": "attacked", "a/2": "dropped", "b/1": "dropped", "b/2": "dropped",
    }  # fmt: skip
