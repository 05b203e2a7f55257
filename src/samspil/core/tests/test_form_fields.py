"""Forms of a class may share their fields; what one form is given or finds wrong is not another's."""

from django import forms

from samspil.core.form_fields import CleanCharField, shares_fields


@shares_fields
class Letter(forms.Form):
    text = CleanCharField(limit=10)
    topic = forms.ChoiceField(choices=lambda: [("a", "Te")])


def test_forms_share_their_fields_but_not_the_list_of_them() -> None:
    first, second = Letter(), Letter()
    assert first.fields["text"] is second.fields["text"]
    del first.fields["text"]
    assert list(second.fields) == ["text", "topic"] == list(Letter().fields)


def test_errors_and_values_are_each_forms_own() -> None:
    wrong, right = Letter({"text": "en alt for lang tekst", "topic": "b"}), Letter({"text": "kort", "topic": "a"})
    assert not wrong.is_valid()
    assert right.is_valid()
    assert set(wrong.errors) == {"text", "topic"}
    assert "alt for lang" in str(wrong["text"])
    assert "kort" in str(right["text"])
    assert "value" not in str(Letter()["text"])
