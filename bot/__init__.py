"""圆桌 Yuanzhuo: debates between personas, with a source under every claim."""

__version__ = "0.1.0"
