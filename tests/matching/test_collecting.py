"""Long work sets aside how often memory is searched, and puts it back."""

import gc

import pytest

from matching.collecting import RARELY, collecting_rarely


def test_what_was_set_comes_back_whatever_happens() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError), collecting_rarely():
        assert gc.get_threshold() == (RARELY, *before[1:])
        raise ValueError
    assert gc.get_threshold() == before
    gc.unfreeze()
