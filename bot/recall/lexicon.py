"""The words of the trade, ours: ways to say one thing, and words of one field. `personas/topics.yaml` adds to them.

One group a line, forms between bars, Chinese and English mixed. SAME: any form may stand for another. AKIN: they belong
together without meaning the same, and count for less.
"""

SAME = """
融资 | 拿钱 | 找钱 | 募资 | raise money | fundraising | funding
"""

AKIN = """
融资 | 投资人 | 估值 | 天使轮
"""
