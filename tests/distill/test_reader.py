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
