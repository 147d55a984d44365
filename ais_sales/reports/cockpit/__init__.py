from . import regulation_digest
