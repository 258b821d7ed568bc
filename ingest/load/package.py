"""DOCX and ODT files as zip packages of XML, opened with every bomb in mind."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.errors import EncryptedFileError, TooLargeError, UnreadableFileError
from ingest.load.limits import MIB, Limits

_MOST_MEMBERS = 20_000
_BROKEN = "a damaged office file; open it in an office program and save it anew"


class Package:
    """Members of a zip package, none of them read before the sizes are checked.

    Raises:
        TooLargeError: the members unpack to more than the limits allow.
        EncryptedFileError: a password is needed.
        UnreadableFileError: the archive or its XML is damaged.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableFileError(path, _BROKEN) from error
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        packed = max(1, path.stat().st_size)
        if (
            total > limits.unpacked_bytes
            or len(members) > _MOST_MEMBERS
            or (total > MIB and total > limits.unpacked_ratio * packed)
        ):
            raise TooLargeError(path, f"unpacks to {total / 1e6:,.0f} MB from {packed / 1e6:,.2f} MB, which no paper does; left out")
        if any(member.flag_bits & 1 for member in members):
            raise EncryptedFileError(path, "a password is needed; save a copy without one")
        self.names = tuple(member.filename for member in members)
        self._most = limits.unpacked_bytes

    def read(self, name: str) -> bytes | None:
        """Bytes of a member, None where there is none of that name."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as member:
                data = member.read(self._most + 1)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
            raise UnreadableFileError(self.path, _BROKEN) from error
        except Exception as error:  # zlib.error and its kin share no base class
            raise UnreadableFileError(self.path, _BROKEN) from error
        if len(data) > self._most:
            raise TooLargeError(self.path, "a part of it unpacks to more than it declares; left out")
        return data

    def parse(self, name: str) -> Any | None:
        """Root element of an XML member, None where there is none. Entities stay unexpanded, nothing is fetched."""
        data = self.read(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise UnreadableFileError(self.path, "its XML declares entities, as no office program does; left out")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFileError(self.path, _BROKEN) from error
