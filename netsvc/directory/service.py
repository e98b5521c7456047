"""What the rest of netsvc asks of the directory."""

from __future__ import annotations

from collections.abc import Sequence

from netsvc.directory.model import Expert, IssueType, MiniNetwork, Page, Position, Unit
from netsvc.directory.repository import DirectoryRepository
from netsvc.errors import BadInputError

MAX_PAGE = 200
MAX_SEARCH = 200


class DirectoryService:
    """Look-ups by id (one query each, for loaders) and pages in order of name."""

    def __init__(self, repository: DirectoryRepository) -> None:
        self._repository = repository

    async def units(self, ids: Sequence[str]) -> dict[str, Unit]:
        return await self._repository.units(ids)

    async def experts(self, ids: Sequence[str]) -> dict[str, Expert]:
        return await self._repository.experts(ids)

    async def issue_types(self, ids: Sequence[str]) -> dict[str, IssueType]:
        return await self._repository.issue_types(ids)

    async def mini_networks(self, ids: Sequence[str] | None = None) -> dict[str, MiniNetwork]:
        return await self._repository.mini_networks(ids)

    async def all_issue_types(self) -> tuple[IssueType, ...]:
        return await self._repository.all_issue_types()

    async def units_page(self, first: int, after: Position | None = None) -> Page[Unit]:
        """Raises ``BadInputError`` for a size outside 1 to 200."""
        return await self._repository.units_page(_size(first), after)

    async def experts_page(
        self,
        first: int,
        after: Position | None = None,
        *,
        search: str = "",
        unit_id: str | None = None,
    ) -> Page[Expert]:
        """Raises ``BadInputError`` for a size outside 1 to 200 or a search above 200 characters."""
        return await self._repository.experts_page(
            _size(first), after, search=_search(search), unit_id=unit_id
        )

    async def issue_types_page(
        self, first: int, after: Position | None = None, *, search: str = ""
    ) -> Page[IssueType]:
        """Raises ``BadInputError`` for a size outside 1 to 200 or a search above 200 characters."""
        return await self._repository.issue_types_page(_size(first), after, search=_search(search))

    async def version(self) -> int:
        """Grows with every change; an in-memory index older than this is stale."""
        return await self._repository.version()


def _size(first: int) -> int:
    if not 1 <= first <= MAX_PAGE:
        raise BadInputError(
            f"A page of {first} was asked for.", action=f"Ask for 1 to {MAX_PAGE} at a time."
        )
    return first


def _search(search: str) -> str:
    if len(search) > MAX_SEARCH:
        raise BadInputError(
            f"The search has {len(search)} characters.",
            action=f"Use {MAX_SEARCH} characters or fewer.",
        )
    return search.strip()
