"""Numbers of Russian banks and bank accounts, checked. Plain Python, no Odoo.

Keys of accounts: порядок ЦБ РФ от 08.09.1997 № 515.
"""

import re

BIK = re.compile(r"[0-2]\d{8}")
ACCOUNT = re.compile(r"\d{5}[\dABCEHKMPTX]\d{14}")
# a letter of a clearing currency in the sixth place counts as a digit
LETTERS = dict(zip("ABCEHKMPTX", "0123456789", strict=True))
WEIGHTS = (7, 1, 3) * 7 + (7, 1)
# accounts of the Treasury: other rules of the key
TREASURY = ("03", "40102")
# divisions of the Bank of Russia have no correspondent account
NO_CORR_ACCOUNT = {"000", "001", "002"}


def is_bik(text):
    """Whether this may be a БИК: nine digits that begin with 0, 1 or 2."""
    return bool(BIK.fullmatch(text or ""))


def is_treasury(account):
    """Whether an account is kept by the Treasury."""
    return (account or "").startswith(TREASURY)


def _has_key(prefix, account):
    digits = prefix + account[:5] + LETTERS.get(account[5], account[5]) + account[6:]
    return not sum(int(digit) * k % 10 for digit, k in zip(digits, WEIGHTS, strict=True)) % 10


def is_account(account, bik):
    """Whether a client's account of 20 characters belongs to the bank with this БИК."""
    return bool(ACCOUNT.fullmatch(account or "")) and _has_key(bik[6:9], account)


def is_corr_account(account, bik):
    """Whether a correspondent account with the Bank of Russia is that of the bank with this БИК."""
    return (
        bool(re.fullmatch(r"301\d{17}", account or ""))
        and account[17:] == bik[6:9]
        and _has_key("0" + bik[4:6], account)
    )


def needs_corr_account(bik):
    """Whether the bank with this БИК has a correspondent account."""
    return bik[6:9] not in NO_CORR_ACCOUNT
