"""The payment QR code of GOST R 56042-2014. Plain Python, no Odoo.

A code that leads money astray is worse than none: whatever is missing or wrong is told, and the
code is not made.
"""

import base64
import io
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import qrcode

from . import russian_bank, russian_ids

# format, version 0001, 2 for UTF-8
HEADER = "ST00012"
SEPARATOR = "|"
NAME_MAX = 160
BANK_NAME_MAX = 45
PURPOSE_MAX = 210
SUM_DIGITS_MAX = 18
# of the block of mandatory keys, in the encoding of the code
MANDATORY_BYTES_MAX = 300

# reasons, to be put into words by the caller
NO_NAME = "no_name"
LONG_NAME = "long_name"
BAD_ACCOUNT = "bad_account"
NO_BANK = "no_bank"
BAD_BIK = "bad_bik"
BAD_CORR_ACCOUNT = "bad_corr_account"
BAD_INN = "bad_inn"
BAD_KPP = "bad_kpp"
BAD_AMOUNT = "bad_amount"


@dataclass(frozen=True)
class Payee:
    """Requisites of who is paid, as typed."""

    name: str
    account: str
    bank: str
    bik: str
    corr_account: str = ""
    inn: str = ""
    kpp: str = ""


def _clean(text):
    """A value without the separator, line ends and doubled spaces."""
    return " ".join((text or "").replace(SEPARATOR, " ").split())


def _digits(text):
    return re.sub(r"[\s\u00a0]", "", text or "")


def _account_reasons(payee):
    """What is wrong with the bank of the payee and the account."""
    account, bik, corr = map(_digits, (payee.account, payee.bik, payee.corr_account))
    if not _clean(payee.bank):
        yield NO_BANK
    if not russian_bank.is_bik(bik):
        yield BAD_BIK
        return
    if russian_bank.is_treasury(account):
        if not re.fullmatch(r"\d{20}", account):
            yield BAD_ACCOUNT
        if not re.fullmatch(r"\d{20}", corr):
            yield BAD_CORR_ACCOUNT
        return
    if not russian_bank.is_account(account, bik):
        yield BAD_ACCOUNT
    is_expected = corr or russian_bank.needs_corr_account(bik)
    if is_expected and not russian_bank.is_corr_account(corr, bik):
        yield BAD_CORR_ACCOUNT


def payee_reasons(payee):
    """Why a code cannot be made for a payee.

    :param Payee payee: requisites
    :return: list of reasons, empty when all is well
    """
    reasons = [] if _clean(payee.name) else [NO_NAME]
    reasons += _account_reasons(payee)
    inn = _digits(payee.inn)
    if not inn or russian_ids.read_inn(inn)[1]:
        reasons.append(BAD_INN)
    if payee.kpp and russian_ids.read_kpp(payee.kpp)[1]:
        reasons.append(BAD_KPP)
    if not reasons and (
        len(_clean(payee.name)) > NAME_MAX or len(_mandatory(payee).encode()) > MANDATORY_BYTES_MAX
    ):
        reasons.append(LONG_NAME)
    return reasons


def _mandatory(payee):
    values = {
        "Name": _clean(payee.name),
        "PersonalAcc": _digits(payee.account),
        "BankName": _clean(payee.bank)[:BANK_NAME_MAX].rstrip(),
        "BIC": _digits(payee.bik),
        "CorrespAcc": _digits(payee.corr_account) or "0",
    }
    return SEPARATOR.join([HEADER, *(f"{key}={value}" for key, value in values.items())])


def kopecks(amount):
    """An amount of roubles in whole kopecks, half up."""
    return int(Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)


def payload(payee, amount, purpose):
    """Text of a payment QR code.

    :param Payee payee: requisites
    :param amount: roubles
    :param str purpose: what is paid for, cut to 210 characters
    :return: (text or None, list of reasons why there is none)
    """
    reasons = payee_reasons(payee)
    total = kopecks(amount)
    if total <= 0 or len(str(total)) > SUM_DIGITS_MAX:
        reasons.append(BAD_AMOUNT)
    if reasons:
        return None, reasons
    extra = {
        "Sum": str(total),
        "Purpose": _clean(purpose)[:PURPOSE_MAX].rstrip(),
        "PayeeINN": _digits(payee.inn),
        "KPP": _digits(payee.kpp),
    }
    pairs = [f"{key}={value}" for key, value in extra.items() if value]
    return SEPARATOR.join([_mandatory(payee), *pairs]), []


def matrix(text):
    """Modules of the QR code of a text: rows of booleans, level M, UTF-8, with a quiet zone."""
    return _code(text).get_matrix()


def image(text):
    """The QR code of a text as a data URI of a PNG file."""
    stream = io.BytesIO()
    _code(text).make_image().save(stream, "PNG")
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"


def _code(text):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=6, border=4)
    # one segment of bytes: readers of banks expect the text as it is
    code.add_data(text.encode(), optimize=0)
    code.make(fit=True)
    return code
