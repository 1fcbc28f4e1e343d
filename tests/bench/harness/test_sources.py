"""Measures are recorded with the version of the measured code."""

from bench.harness.sources import digest_of, digest_of_sources


def test_another_letter_name_or_module_gives_another_digest(tmp_path):
    (tmp_path / "room").mkdir()
    module = tmp_path / "room" / "page.py"
    digests = []
    for content in ("a = 1\n", "a = 2\n", ""):
        module.write_text(content)
        digests.append(digest_of(tmp_path))
    module.rename(tmp_path / "room" / "pages.py")
    digests.append(digest_of(tmp_path))
    (tmp_path / "other.py").touch()
    digests.append(digest_of(tmp_path))
    assert len(set(digests)) == len(digests)

    (tmp_path / "notes.txt").write_text("nothing that runs")
    assert digest_of(tmp_path) == digests[-1]


def test_the_product_has_the_same_digest_each_time():
    assert digest_of_sources() == digest_of_sources() != ""
