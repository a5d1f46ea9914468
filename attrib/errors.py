"""What can go wrong, each error also the builtin that fits it."""

from __future__ import annotations


class AttribError(Exception):
    """The root of every error this library raises on purpose."""


class InputTypeError(AttribError, TypeError):
    """A text or an option is of the wrong type; the message names the type that came."""


class InputValueError(AttribError, ValueError):
    """A value is of the right type and makes no sense."""


class BrokenReportError(AttribError, AssertionError):
    """A report breaks a rule that every report keeps; the message begins with the path of what is broken."""


class ModelIntegrityError(AttribError, RuntimeError):
    """A model file is missing or is not the one that the manifest names; the message says which and what to do."""


class DataNotFoundError(AttribError, FileNotFoundError):
    """Training or evaluation data is not where it was looked for; the message says what is missing."""


class MissingExtraError(AttribError, ImportError):
    """A library that an optional part needs is not installed; the message says what to install."""
