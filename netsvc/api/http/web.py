"""The web app's files, and its index page for every path that is a page."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

_HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>netsvc</title>
<p>The web app has not been built. Run <code>make run</code>.</p></html>"""


class WebApp:
    """Serves ``folder``; only files that lie in it, whatever the path says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def __call__(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"allow": "GET, HEAD"})
        path = request.path_params.get("path", "")
        file = self._file(path)
        if file is not None and file.name != "graphiql.html":
            return FileResponse(file, headers={"cache-control": _lifetime(path)})
        last = path.rpartition("/")[2]
        if path.startswith("assets/") or "." in last:
            raise HTTPException(404)
        index = self._folder / "index.html"
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        return FileResponse(index, headers={"cache-control": "no-cache"})

    def graphiql(self) -> Path | None:
        """The page of our own build of GraphiQL, where it was built."""
        page = self._folder / "graphiql.html"
        return page if page.is_file() else None

    def _file(self, path: str) -> Path | None:
        if "\0" in path:
            return None
        try:
            file = (self._folder / path).resolve()
            return file if file.is_relative_to(self._folder) and file.is_file() else None
        except OSError:  # e.g. a name longer than the file system takes
            return None


def _lifetime(path: str) -> str:
    if path.startswith("assets/") and _HASHED.search(path):
        return "public, max-age=31536000, immutable"
    return "no-cache"
