"""Why a call could not do its work. (What is wrong with the records is data: see Reconciliation and CheckReport.)"""

from __future__ import annotations


class TrueupError(Exception):
    """A call failed. ``str(error)`` is one line: where, what is wrong, the offending value, what would be accepted."""

    def __init__(
        self,
        text: str,
        *,
        code: str = "internal",
        input: str = "",
        row: int = 0,
        column: str = "",
        value: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(text)
        self.code = code
        """Stable lower-case name, e.g. ``file_not_found``."""
        self.input = input
        """The file as the case names it; empty when it does not apply."""
        self.row = row
        """1-based, a header counts; 0 when it does not apply."""
        self.column = column
        """Header, JSON pointer or key."""
        self.value = value
        """The offending text."""
        self.hint = hint
        """What would be accepted, or what to do."""

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.args, self.__dict__


class CallError(TrueupError):
    """The call itself: invalid_argument, unsupported, out_of_memory, internal."""


class Cancelled(TrueupError):
    """The work was cancelled before it was done."""


class FileError(TrueupError):
    """A file: file_not_found, file_unreadable, file_unwritable."""


class InputError(TrueupError):
    """The structure of an input: not_the_format, missing_column, truncated, unknown_profile, rejected_rows, ..."""


class CaseError(TrueupError):
    """The case: unknown_key, bad_value, missing_key, contradiction."""


def _family(number: int) -> type[TrueupError]:
    if number == 5:
        return Cancelled
    if number < 20:
        return CallError
    if number < 40:
        return FileError
    return InputError if number < 70 else CaseError


def make_error(
    code: str, number: int, text: str, input: str, row: int, column: str, value: str, hint: str
) -> TrueupError:
    """The exception for an error of the core, which calls this."""
    return _family(number)(text, code=code, input=input, row=row, column=column, value=value, hint=hint)
