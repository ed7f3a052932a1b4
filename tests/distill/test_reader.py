"""Articles in every format are read; damaged, empty and oversized ones end in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.distill.reader import UnreadableArticle, decode, read_bytes, read_file
from bot.distill.statements import extract

LINE = "“电影院不会消失，只会变少。”院线经理罗守一告诉记者。"


def speakers(raw: bytes, name: str) -> list[str | None]:
    return [s.speaker for s in extract(read_bytes(raw, name))]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_simplified_encodings(codec: str) -> None:
    text = f"{LINE}\n这是他在论坛上的发言。\n"
    assert speakers(text.encode(codec), "a.txt") == ["罗守一"]


def test_big5() -> None:
    assert "電影院不會消失" in decode("「電影院不會消失，只會變少。」院線經理羅守一說，這是我們的看法。".encode("big5"))


def test_html_leaves_navigation_and_adverts_out() -> None:
    pytest.importorskip("trafilatura")
    page = f"""<html><head><title>影院</title></head><body><nav><a href=/>首页</a><a href=/x>专家：“快买”</a></nav>
    <article><h1>影院的冬天</h1><p>今年的票房比去年少了两成，许多影院在考虑关门，整个行业都在等一部能救市的电影。</p>
    <p>{LINE}</p><p>罗守一还说，明年他的影院打算减少三个厅，把空出来的地方租给餐厅和书店，先活下来再说。</p></article>
    <aside>热门：张三说：“限时抢购”</aside><footer>版权所有</footer></body></html>"""
    found = speakers(page.encode(), "a.html")
    assert found
    assert set(found) == {"罗守一"}


def test_epub() -> None:
    pytest.importorskip("lxml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("OEBPS/nav.xhtml", "<html><body><p>目录</p></body></html>")
        book.writestr("OEBPS/one.xhtml", f"<html><body><h1>一</h1><p>{LINE}</p></body></html>")
    assert speakers(out.getvalue(), "a.epub") == ["罗守一"]


def test_docx() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(LINE)
    out = io.BytesIO()
    document.save(out)
    assert speakers(out.getvalue(), "a.docx") == ["罗守一"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.txt"),
        (b"   \n", "a.txt"),
        (b"\x00\x01" * 500, "a.txt"),
        (b"%PDF-1.7 broken", "a.pdf"),
        (b"PK\x03\x04broken", "a.epub"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"x", "a.exe"),
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence(raw: bytes, name: str) -> None:
    with pytest.raises(UnreadableArticle, match=r"^a\."):
        read_bytes(raw, name)


def test_a_missing_file_and_a_folder_end_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableArticle):
            read_file(path)


def test_an_encrypted_pdf_is_told_from_a_damaged_one() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(UnreadableArticle, match="加了密"):
        read_bytes(out.getvalue(), "a.pdf")
    with pytest.raises(UnreadableArticle, match="损坏"):
        read_bytes(out.getvalue()[: len(out.getvalue()) // 2], "a.pdf")


BODY = """<p>沿海城市讨论夜市是否延长到凌晨两点。</p>
<p>夜市摊主协会会长梁守仁认为，夜市延长营业能养活两千个家庭。</p>
<figure><img src="a.jpg"><figcaption>图：梁守仁说夜市很热闹。</figcaption></figure>
<div class="box ad">广告：某某手机总裁王大发说：“现在下单立减三百！”</div>
<p>居民代表苏念慈表示，噪音已经让老人睡不着觉。</p>"""


def page(body: str, charset: str = "") -> str:
    declared = f'<meta charset="{charset}">' if charset else ""
    about = '<meta property="og:site_name" content="夜报网"><meta property="article:published_time" content="2024-06-03T08:00:00+08:00">'
    links = "".join(f'<li><a href="/{n}">专家称：房价还要涨</a></li>' for n in range(5))
    top = f"<html><head>{declared}<title>夜市要不要开到两点_夜报网</title>{about}</head><body><nav><ul>{links}</ul></nav>"
    return f"{top}<article><h1>夜市要不要开到两点</h1>{body}</article><aside><ul>{links}</ul></aside></body></html>"


READ = """夜市要不要开到两点
来源：夜报网
2024-06-03
沿海城市讨论夜市是否延长到凌晨两点。
夜市摊主协会会长梁守仁认为，夜市延长营业能养活两千个家庭。
居民代表苏念慈表示，噪音已经让老人睡不着觉。"""


@pytest.mark.parametrize(
    ("declared", "codec"), [("utf-8", "utf-8"), ("gbk", "gbk"), ("", "gbk"), ("utf-8", "gbk")], ids=["utf-8", "gbk", "undeclared", "misdeclared"]
)
def test_a_short_page_keeps_its_paragraphs_and_says_where_and_when_it_was_printed(declared: str, codec: str) -> None:
    pytest.importorskip("trafilatura")
    assert read_bytes(page(BODY, declared).encode(codec), "a.html").raw == READ


def test_a_body_printed_again_out_of_sight_is_read_once() -> None:
    pytest.importorskip("trafilatura")
    again = f'<div style="display: none">{BODY}</div><div class="print-version">{BODY}</div>'
    assert read_bytes(page(BODY + again).encode(), "a.html").raw == READ


def test_a_page_that_is_out_of_sight_as_a_whole_is_read_all_the_same() -> None:
    pytest.importorskip("trafilatura")
    assert "噪音已经让老人睡不着觉" in read_bytes(page(f"<div hidden>{BODY}</div>").encode(), "a.html").raw


def test_a_book_is_read_in_the_order_of_its_spine_and_paragraphs_may_be_any_block() -> None:
    pytest.importorskip("lxml")
    out = io.BytesIO()
    chapter = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>无</title></head><body>{}</body></html>'
    items = '<manifest><item id="b" href="t/%E4%BA%8C.xhtml"/><item id="a" href="t/one.xhtml"/></manifest>'
    spine = '<spine><itemref idref="a"/><itemref idref="b"/></spine>'
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("OPS/t/二.xhtml", chapter.format("<div>后一章。<br/>\n“再看\n  看。”<b>罗守一</b>说。</div><div><p>尾声。</p>完</div>"))
        book.writestr("OPS/t/one.xhtml", chapter.format("<h1>题目</h1><blockquote><p>前一章。</p></blockquote>"))
        book.writestr("OPS/x.opf", f'<package xmlns="http://www.idpf.org/2007/opf">{items}{spine}</package>')
    lines = ["题目", "前一章。", "后一章。", "“再看 看。”罗守一说。", "尾声。", "完"]
    assert read_bytes(out.getvalue(), "a.epub").raw.splitlines() == lines
