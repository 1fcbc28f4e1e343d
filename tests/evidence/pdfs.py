"""Reading documents back, as a screen reader or a funder would."""

from io import BytesIO

from pypdf import PdfReader


def words_of(pdf: bytes) -> str:
    """The text of all pages, each space an ordinary one."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).replace("\u00a0", " ").replace("\u202f", " ").split())


def is_accessible(pdf: bytes, language: str) -> bool:
    """Checks whether a PDF is tagged, with a structure, a language, and a displayed title."""
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return (
        root["/MarkInfo"]["/Marked"].value is True
        and "/StructTreeRoot" in root
        and root["/Lang"].startswith(language)
        and root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        and b"pdfuaid" in root["/Metadata"].get_data()
    )


def tags_of(pdf: bytes) -> list[dict]:
    """The elements of the structure, from the first to the last."""
    tags, todo = [], [PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop()
        if not hasattr(node, "get"):
            continue
        tags.append(node)
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        todo += [child.get_object() for child in reversed(children) if hasattr(child, "get_object")]
    return tags
