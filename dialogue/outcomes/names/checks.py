"""Check digits: whether a row of digits is a number that somebody was given."""

from __future__ import annotations

_IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20, "GB": 22, "ES": 24, "IT": 27,
    "PL": 28, "PT": 25, "TR": 26, "RO": 24, "BG": 22, "AT": 20, "CH": 21, "IE": 22,
    "DK": 18, "SE": 24, "NO": 15, "FI": 18, "GR": 27, "HU": 28, "CZ": 24, "UA": 29,
    "LT": 20, "LV": 21, "EE": 20, "HR": 21, "SI": 19, "SK": 24, "MT": 31, "CY": 28,
}  # fmt: skip


def is_iban(compact: str) -> bool:
    """Check an IBAN without spaces, in capitals: length by country and mod 97.

    ISO 13616: the first four characters go last, letters become 10 to 35, and the
    whole leaves 1 when divided by 97.
    """
    if not (compact.isascii() and compact.isalnum() and compact[2:4].isdecimal()):
        return False
    if len(compact) != _IBAN_LENGTHS.get(compact[:2]):
        return False
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def iban_length(country: str) -> int | None:
    """Give how long an IBAN of this country is, if it is one that is known."""
    return _IBAN_LENGTHS.get(country)


def is_bsn(digits: str) -> bool:
    """Check a Dutch citizen service number with the 11-test.

    Nine digits (eight get a nought in front), weighed 9, 8 … 2 and -1; the sum
    is divisible by 11.
    """
    if len(digits) not in (8, 9) or not digits.isdecimal():
        return False
    padded = [int(digit) for digit in digits.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(w * d for w, d in zip(weights, padded, strict=True))
    return any(padded) and total % 11 == 0


def is_national_number(digits: str) -> bool:
    """Check a Belgian national register number: eleven digits, mod 97.

    The last two are 97 minus the first nine modulo 97, with a 2 in front of
    those nine for who was born from 2000 on.
    """
    if len(digits) != 11 or not digits.isdecimal():
        return False
    number, check = int(digits[:9]), int(digits[9:])
    # Bis numbers add 20 or 40 to the month; unknown months are 0.
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if month > 12 or day > 31:
        return False
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)
