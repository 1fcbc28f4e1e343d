"""Workbooks of several tables."""

from bocage.foundation.files.workbooks import sheet_name, workbook


def test_a_sheet_has_a_name_that_excel_takes():
    assert sheet_name("Ventes [2026]: a/b") == "Ventes  2026   a b"
    assert len(sheet_name("x" * 100)) == 31
    assert sheet_name("[]") == "1"


def test_a_workbook_without_rows_is_still_one():
    assert workbook([("Vide", ["a", "b"], [])]).startswith(b"PK")
