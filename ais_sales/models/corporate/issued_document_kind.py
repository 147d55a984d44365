"""Kinds of issued documents, shared by the documents and the forms they are printed on."""

KINDS = [
    ("certificate", "Certificate of advanced training"),
    ("diploma", "Diploma of professional retraining"),
    ("attendance", "Certificate of attendance"),
    ("reference", "Statement of training"),
]
# given once for a course, in contrast to statements
MAIN_KINDS = ("certificate", "diploma", "attendance")
# loaded into ФИС ФРДО (273-ФЗ, ст. 98)
FRDO_KINDS = ("certificate", "diploma")
REPLACE_REASONS = [
    ("lost", "Lost"),
    ("name", "Surname changed"),
    ("error", "Error in the document"),
]
HANDED_HOW = [
    ("person", "In person"),
    ("proxy", "By proxy"),
    ("post", "By post"),
    ("coordinator", "To the client's coordinator"),
]
