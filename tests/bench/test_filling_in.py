"""The form of a quiz is found among others, and every question of it answered once."""

from .filling_in import QuizForm

PAGE = """
<form method="post" action="/staff/logout/"><input type="hidden" name="csrfmiddlewaretoken" value="other"></form>
<form method="post" data-quiz><input type="hidden" name="key" value="k"><button name="save" value="1">Keep</button>
<label><input type="radio" name="q1" value="a"></label><label><input type="radio" name="q1" value="b"></label>
<label><input type="checkbox" name="q2" value="a"></label><label><input type="checkbox" name="q2" value="b"></label>
<select name="q3-a"><option value="">–</option><option value="0">Rot</option><option value="1">Grün</option></select>
<select name="q3-b"><option value="">–</option><option value="0">Rot</option><option value="1">Grün</option></select>
<input type="hidden" name="q4" value="2"><input type="hidden" name="q4" value="0"><input name="q5-1" value="">
</form>
<form><input name="after" value="x"></form>
"""


def test_the_first_answer_is_tapped_everywhere():
    assert QuizForm.filled_in(PAGE) == [
        ("key", "k"),
        ("q1", "a"),
        ("q2", "a"),
        ("q3-a", "0"),
        ("q3-b", "0"),
        ("q4", "2"),
        ("q4", "0"),
        ("q5-1", "5"),
    ]
