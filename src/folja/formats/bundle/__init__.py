"""A follow-up on disk: a Frictionless Data Package v2, as a folder or a `.zip`.

`read_bundle` and `write_bundle` turn it into a `FollowUp` and back, `digest` identifies its
content, `validate` names what does not hang together. Refuses what it cannot read with the file,
row and column (`BundleRefused`).
"""

from folja.formats.bundle.codec import decode_row, encode_row
from folja.formats.bundle.package import (
    bundle_files,
    digest,
    open_table,
    read_bundle,
    write_bundle,
)
from folja.formats.bundle.problems import BundleProblem
from folja.formats.bundle.refusal import BundleRefused
from folja.formats.bundle.rereading import LOCALE
from folja.formats.bundle.schema import descriptor
from folja.formats.bundle.validation import validate

__all__ = [
    "LOCALE",
    "BundleProblem",
    "BundleRefused",
    "bundle_files",
    "decode_row",
    "descriptor",
    "digest",
    "encode_row",
    "open_table",
    "read_bundle",
    "validate",
    "write_bundle",
]
