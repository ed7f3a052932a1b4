"""The rules that find who said what, one module a way of saying: see `bot.distill.statements` for the order they run in."""
