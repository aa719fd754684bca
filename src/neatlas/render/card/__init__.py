"""A project's card: claim, history, figures, lines and sources, as blocks any door can print."""

from neatlas.render.card.blocks import plan_card
from neatlas.render.card.quotes import plan_quotes

__all__ = ["plan_card", "plan_quotes"]
