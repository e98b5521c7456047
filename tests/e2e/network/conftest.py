"""A service of its own: of 800 cases nothing can be told of loops, proposals or missing links."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import serving_sample

CASES = "4800"


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with six times as much history as that of the other tests."""
    with serving_sample(tmp_path_factory.mktemp("network") / "data", CASES) as serving:
        yield serving.url
