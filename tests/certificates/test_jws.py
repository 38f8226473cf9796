"""A signed text is read by whoever has it, and believed by whoever has the key."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from hypothesis import given
from hypothesis import strategies as st

from certificates.encoding import base64url
from certificates.jws import is_signed, read, sign

KEY, OTHER = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
SAID = st.dictionaries(st.text(), st.text() | st.integers() | st.booleans())


@given(SAID, st.text())
def test_it_says_what_was_signed_and_names_the_key(said, kid):
    token = sign(said, KEY, kid=kid)
    assert read(token) == ({"alg": "ES256", "kid": kid}, said)
    assert is_signed(token, KEY.public_key())
    assert not is_signed(token, OTHER.public_key())


@given(SAID, SAID.filter(bool))
def test_the_signature_of_one_text_is_none_of_another(said, more):
    token, longer = sign(said, KEY), sign(said | {"more": 1} | more, KEY)
    head, _said, signature = token.split(".")
    assert not is_signed(f"{head}.{longer.split('.')[1]}.{signature}", KEY.public_key())


def test_no_other_algorithm_is_believed():
    _head, said, signature = sign({"name": "Rania"}, KEY).split(".")
    for header in (b'{"alg":"none"}', b'{"alg":"HS256"}', b"{}"):
        assert not is_signed(f"{base64url(header)}.{said}.{signature}", KEY.public_key())
        assert not is_signed(f"{base64url(header)}.{said}.", KEY.public_key())


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c.d", "!.!.!", "MQ.MQ.MQ", "W10.W10.W10"])
def test_what_is_no_token_is_said_to_be_none(text):
    with pytest.raises(ValueError):
        read(text)
