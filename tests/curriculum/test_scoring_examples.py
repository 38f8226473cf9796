"""What docs/scoring.md says is true: every example in it is scored."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from curriculum.keys import check_key
from curriculum.models import Kind
from curriculum.scoring import score

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
QUESTIONS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
EXAMPLES = [(question, example) for question in QUESTIONS for example in question["examples"]]


@pytest.mark.parametrize(
    ("question", "example"), EXAMPLES, ids=[f"{q['kind']} {e['given']}" for q, e in EXAMPLES]
)
def test_an_example_is_worth_what_the_page_says(question, example):
    check_key(question["kind"], question["key"])
    by_hand = {part: Decimal(share) for part, share in example.get("by_hand", {}).items()}
    found = score(
        question["kind"],
        question["key"],
        question.get("content", {}),
        example["given"],
        language=question.get("language", "de"),
        by_hand=by_hand,
    )
    assert found.share == Decimal(example["share"])


def test_every_kind_is_told():
    assert {kind for kind in Kind if f"`{kind}`" not in PAGE} == set()
