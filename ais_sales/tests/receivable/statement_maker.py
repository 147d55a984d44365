"""Make bank statements for tests, the demo and the bench. Plain Python, no Odoo."""

from datetime import date

OWN = "40703810200000000123"
OWN_INN = "9901000010"
PAYER_ACCOUNT = "40702810300000004567"
TODAY = date(2026, 11, 16)


def document(number, amount, purpose="", inn="", name='ООО "Клиент"', day=TODAY, **more):
    """One incoming document.

    :param amount: number or text, as it shall stand in the file
    :param more: other keys of the format; None takes one away
    :return: text of the section
    """
    day = day if isinstance(day, str) else day.strftime("%d.%m.%Y")
    values = {
        "Номер": number,
        "Дата": day,
        "Сумма": amount if isinstance(amount, str) else f"{amount:.2f}",
        "ПлательщикСчет": PAYER_ACCOUNT,
        "ДатаСписано": "",
        "Плательщик": f"ИНН {inn} {name}" if inn else name,
        "Плательщик1": name,
        "ПлательщикИНН": inn,
        "ПлательщикРасчСчет": PAYER_ACCOUNT,
        "ПлательщикБИК": "044525225",
        "ПолучательСчет": OWN,
        "ДатаПоступило": day,
        "Получатель1": 'АНО ДПО "Учебный центр (пример)"',
        "ПолучательИНН": OWN_INN,
        "ПолучательРасчСчет": OWN,
        "ВидОплаты": "01",
        "НазначениеПлатежа": purpose,
        **more,
    }
    lines = [f"{key}={value}" for key, value in values.items() if value is not None]
    return "\n".join(["СекцияДокумент=Платежное поручение", *lines, "КонецДокумента"])


def outgoing(number, amount, purpose="Аренда", **more):
    """One outgoing document."""
    other = {"ПолучательСчет": PAYER_ACCOUNT, "ПолучательРасчСчет": PAYER_ACCOUNT}
    own = {"ПлательщикСчет": OWN, "ПлательщикРасчСчет": OWN, "ДатаПоступило": ""}
    return document(number, amount, purpose, OWN_INN, **{**other, **own, **more})


def statement(*documents, account=OWN, total=None, version="1.03", head="", end="КонецФайла"):
    """A whole statement.

    :param documents: texts of `document`
    :param total: what the file says that came in; nothing where it is None
    :param head: lines instead of the usual heading
    :return: str with LF
    """
    heading = head or (
        f"1CClientBankExchange\nВерсияФормата={version}\nКодировка=Windows\n"
        "Отправитель=Банк-пример\nПолучатель=1С:Предприятие\n"
        f"ДатаНачала=16.11.2026\nДатаКонца=16.11.2026\nРасчСчет={account}"
    )
    told = "" if total is None else f"{total:.2f}"
    section = (
        f"СекцияРасчСчет\nДатаНачала=16.11.2026\nДатаКонца=16.11.2026\nРасчСчет={account}\n"
        f"НачальныйОстаток=100000.00\nВсегоПоступило={told}\nВсегоСписано=0.00\n"
        "КонечныйОстаток=100000.00\nКонецРасчСчет"
    )
    return "\n".join([heading, section, *documents, end]) + "\n"


def big_statement(payments, encoding="cp1251", account=OWN):
    """A statement of many documents, fast.

    :param payments: tuples (number, amount, purpose, inn, name)
    :return: bytes with CRLF
    """
    text = statement(
        *(
            document(
                number,
                amount,
                purpose,
                inn,
                name,
                ПолучательСчет=account,
                ПолучательРасчСчет=account,
            )
            for number, amount, purpose, inn, name in payments
        ),
        account=account,
    )
    return text.replace("\n", "\r\n").encode(encoding, "replace")
