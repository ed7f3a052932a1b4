"""Character cards V1, V2, V3 (PNG, JSON, CHARX) ↔ personas. Text from a card is data: nothing in it is ever obeyed or run.

Positions become lorebook entries with keys, sources the card's source list. What this program doesn't know of a card is kept
whole (`x-card` in the persona file) and comes out again on export; a persona exported and brought back is the same persona.

`card` holds a card and its limits, `reading` and `writing` the three kinds of file, `png` the chunks of a picture, `importing`
and `exporting` the way from card to persona and back.
"""

from bot.persona.cards.card import MAX_ENTRIES, MAX_FILE, MAX_JSON, MAX_TEXT, Card, CardError
from bot.persona.cards.exporting import backfilled, to_card
from bot.persona.cards.importing import Imported, to_persona
from bot.persona.cards.png import PNG, blank_png, png_texts, without_cards
from bot.persona.cards.reading import read_card
from bot.persona.cards.writing import as_charx, as_json, as_png, embedded, icon, members

__all__ = [
    "MAX_ENTRIES", "MAX_FILE", "MAX_JSON", "MAX_TEXT", "PNG", "Card", "CardError", "Imported",
    "as_charx", "as_json", "as_png", "backfilled", "blank_png", "embedded", "icon", "members", "png_texts", "read_card",
    "to_card", "to_persona", "without_cards",
]  # fmt: skip
