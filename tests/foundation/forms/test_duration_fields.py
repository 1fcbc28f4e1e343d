"""Duration fields: chosen from a list or typed with a unit, stored as a whole number."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from bocage.foundation.formatting.durations import DAY, HOUR
from bocage.foundation.forms.duration_fields import DurationField


class DelaysForm(forms.Form):
    notice = DurationField(
        usual=(0, 30, 60, DAY),
        labels={0: "jusqu’au dernier moment", DAY: "la veille"},
        minimum=0,
        maximum=7 * DAY,
        required=False,
    )
    horizon = DurationField(unit=DAY, usual=(7, 30), minimum=1, maximum=730, required=False)
    answer = DurationField(unit=HOUR, usual=(24, 48), minimum=1, maximum=720)
    step = DurationField(usual=(15, 30), minimum=5, maximum=60, takes_others=False, required=False)


def submit_form(text: str) -> DelaysForm:
    return DelaysForm(QueryDict(text if "answer" in text else f"answer=24&{text}"))


@pytest.mark.parametrize(
    ("text", "name", "stored_value"),
    [
        ("notice=60", "notice", 60),
        ("notice=0", "notice", 0),
        ("notice=45", "notice", 45),
        ("notice=", "notice", None),
        ("", "notice", None),
        ("notice=other&notice_number=2&notice_unit=60", "notice", 120),
        ("notice=other&notice_number=1,5&notice_unit=60", "notice", 90),
        ("notice=other&notice_number=+1.5+&notice_unit=1440", "notice", 2160),
        ("notice=30&notice_number=2&notice_unit=60", "notice", 30),
        ("horizon=other&horizon_number=2&horizon_unit=10080", "horizon", 14),
        ("horizon=other&horizon_number=0,5&horizon_unit=10080", "horizon", None),
        ("answer=other&answer_number=3&answer_unit=1440", "answer", 72),
        ("step=15", "step", 15),
    ],
)
def test_a_duration_is_kept_in_the_unit_of_its_row(text, name, stored_value):
    form = submit_form(text)
    form.is_valid()
    assert form.cleaned_data.get(name) == stored_value


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("notice=bient%C3%B4t", "notice", "unknown"),
        ("notice=-30", "notice", "unknown"),
        ("notice=%D9%A3%D9%A0", "notice", "unknown"),
        ("notice=99999999999999999999999999", "notice", "unknown"),
        ("notice=999999999999", "notice", "out_of_range"),
        ("notice=other", "notice", "no_number"),
        ("notice=other&notice_number=deux&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=-2&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=1e9&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=1.2.3&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=.&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=NaN&notice_unit=60", "notice", "no_number"),
        ("notice=other&notice_number=999999999999&notice_unit=60", "notice", "out_of_range"),
        ("notice=other&notice_number=2", "notice", "no_unit"),
        ("notice=other&notice_number=2&notice_unit=7", "notice", "no_unit"),
        ("notice=other&notice_number=0,001&notice_unit=60", "notice", "not_whole"),
        ("notice=other&notice_number=8&notice_unit=1440", "notice", "out_of_range"),
        ("horizon=other&horizon_number=3&horizon_unit=60", "horizon", "no_unit"),
        ("horizon=0", "horizon", "out_of_range"),
        ("answer=", "answer", "required"),
        ("answer=other&answer_number=30&answer_unit=1", "answer", "no_unit"),
        ("step=20", "step", "unknown"),
        ("step=other&step_number=15&step_unit=1", "step", "no_number"),
    ],
)
def test_what_is_no_such_duration_is_refused_with_its_reason(text, name, code):
    form = submit_form(text)
    assert not form.is_valid()
    assert [error.code for error in form.errors[name].as_data()] == [code]


def test_what_was_typed_is_shown_again_where_it_was_typed():
    form = submit_form("notice=other&notice_number=%3Cb%3Edeux&notice_unit=1440")
    html = str(form["notice"])
    assert '<option value="other" selected>' in html
    assert 'value="&lt;b&gt;deux"' in html
    assert '<option value="1440" selected>jours</option>' in html


def test_words_sent_instead_of_a_choice_are_shown_where_another_is_typed():
    html = str(submit_form("notice=demain")["notice"])
    assert '<option value="other" selected>' in html
    assert 'value="demain"' in html


def test_a_kept_duration_that_is_not_usual_stands_among_the_choices_in_words():
    html = str(DelaysForm(initial={"notice": 75, "horizon": 30})["notice"])
    assert '<option value="75" selected>1 h 15</option>' in html
    assert html.index('value="60"') < html.index('value="75"') < html.index('value="1440"')
    assert "Jusqu’au dernier moment" in html


def test_two_forms_do_not_share_what_a_list_offers():
    first, second = DelaysForm(), DelaysForm()
    first.fields["notice"].widget.empty_label = "Comme le lieu : 30 minutes"
    assert "Comme le lieu" in str(first["notice"])
    assert "Comme le lieu" not in str(second["notice"])


def test_limits_are_stated_in_words_of_the_language():
    form = submit_form("horizon=other&horizon_number=800&horizon_unit=1440")
    with override("en"):
        form.full_clean()
        (error,) = form.errors["horizon"]
    assert "730 days" in error
