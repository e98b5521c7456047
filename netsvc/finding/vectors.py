"""Sentence vectors that were made already, kept in a file.

A vector costs some 25 ms, so those of the taxonomy's texts are kept in the cache folder under the
hash of the text; the file can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import orjson
import platformdirs
import structlog

from netsvc.finding.encoders import Encoder
from netsvc.matching.model import MAX_VECTOR_CHARACTERS, MAX_VECTOR_WORDS, Sense, Vectors

log = structlog.get_logger(__name__)

MAGIC = b"netsvc vectors 1\n"
KEY_BYTES = 16
CHUNK = 4
SAVE_EVERY = 512
MOST_KEPT = 200_000
WORDS_REMEMBERED = 512
LONGEST_WORD = 60
"""What is no word costs a token a character."""


def cache_folder() -> Path:
    return Path(platformdirs.user_cache_dir("netsvc")) / "vectors"


class VectorStore:
    """Vectors by text, kept in one file a model version; safe from several threads.

    A file that is damaged or of another format is left aside and made anew.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        name = hashlib.blake2b(encoder.version.encode(), digest_size=6).hexdigest()
        self.path = folder / f"{name}.bin"
        self._lock = threading.Lock()
        self._recent: OrderedDict[bytes, Vectors] = OrderedDict()
        self._kept = self._read()

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Texts that have no vector yet, each once."""
        return list({_key(text): text for text in texts if _key(text) not in self._kept}.values())

    def fill(self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False) -> bool:
        """Make and save the missing vectors; False if ``stopped`` said so before the end."""
        missing = self.missing(texts)
        unsaved = 0
        for start in range(0, len(missing), CHUNK):
            if stopped():
                break
            chunk = missing[start : start + CHUNK]
            made = self._encoder.encode([_plain(text) for text in chunk]).astype(np.float16)
            self._kept.update(zip(map(_key, chunk), made, strict=True))
            unsaved += len(chunk)
            if unsaved >= SAVE_EVERY:
                self._save(texts)
                unsaved = 0
        if unsaved:
            self._save(texts)
        return not self.missing(texts)

    def rows(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros for a text without a vector."""
        nothing = np.zeros(self._encoder.dimension, np.float16)
        rows = [self._kept.get(_key(text), nothing) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self._encoder.dimension)

    def one(self, text: str) -> Vectors:
        """The vector of a customer's words: remembered while typing, never written to a file."""
        key = _key(text)
        with self._lock:
            found = self._recent.get(key)
            if found is not None:
                self._recent.move_to_end(key)
                return found
        vector: Vectors = self._encoder.encode([_plain(text)])[0]
        with self._lock:
            self._recent[key] = vector
            while len(self._recent) > WORDS_REMEMBERED:
                self._recent.popitem(last=False)
        return vector

    def sense(self, texts: Sequence[str]) -> Sense:
        """What these texts mean to the encoder, from the vectors there are."""
        return Sense(lambda places: self.rows([texts[place] for place in places]), self.one)

    def _read(self) -> dict[bytes, Vectors]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            log.warning("sentence vectors not read", path=str(self.path), reason=str(error))
            return {}
        kept = _parsed(data, self._encoder)
        if kept is None:
            log.warning("sentence vectors damaged, made anew", path=str(self.path))
            return {}
        return kept

    def _save(self, in_use: Sequence[str]) -> None:
        kept = dict(self._kept)
        if len(kept) > MOST_KEPT:
            kept = {key: kept[key] for key in map(_key, in_use) if key in kept}
            self._kept = dict(kept)
        body = b"".join(kept) + np.array(list(kept.values()), np.float16).tobytes()
        header = {
            "encoder": self._encoder.version,
            "count": len(kept),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        unfinished = self.path.with_suffix(f".{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(MAGIC + orjson.dumps(header) + b"\n" + body)
            unfinished.replace(self.path)
        except OSError as error:
            # matching goes on; the next start pays for the vectors again
            log.warning("sentence vectors not kept", path=str(self.path), reason=str(error))


def _parsed(data: bytes, encoder: Encoder) -> dict[bytes, Vectors] | None:
    """The vectors of a whole file by this encoder, else None."""
    if not data.startswith(MAGIC):
        return None
    line, _, body = data[len(MAGIC) :].partition(b"\n")
    try:
        header = orjson.loads(line)
        count, said = header["count"], (header["encoder"], header["sha256"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    if said != (encoder.version, hashlib.sha256(body).hexdigest()):
        return None
    keys, numbers = body[: count * KEY_BYTES], body[count * KEY_BYTES :]
    if len(numbers) != count * encoder.dimension * 2:
        return None
    rows = np.frombuffer(numbers, np.float16).reshape(count, encoder.dimension)
    return {keys[i * KEY_BYTES : (i + 1) * KEY_BYTES]: rows[i] for i in range(count)}


def _plain(text: str) -> str:
    """What the engine sees: the beginning, without what no C string can hold."""
    beginning = text[:MAX_VECTOR_CHARACTERS].replace("\0", " ")
    words = beginning.split()
    if len(words) > MAX_VECTOR_WORDS or any(len(word) > LONGEST_WORD for word in words):
        beginning = " ".join(word[:LONGEST_WORD] for word in words[:MAX_VECTOR_WORDS])
    return beginning.encode("utf-8", "replace").decode("utf-8")


def _key(text: str) -> bytes:
    return hashlib.blake2b(_plain(text).encode(), digest_size=KEY_BYTES).digest()
