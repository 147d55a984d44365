from . import request_remark
