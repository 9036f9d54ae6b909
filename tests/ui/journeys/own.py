# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of the judge's own for the journeys: fictional, and written where the journey wants them."""
import os
import tempfile
import zipfile

# The judgment says the law of the training library; the names, the numbers and the dispute are nobody's.
DRAFT = """TÒA ÁN NHÂN DÂN TỈNH MINH HẢI
Bản án số: …/2026/DS-PT
Ngày: …-…-2026
V/v tranh chấp hợp đồng đặt cọc
NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
NỘI DUNG VỤ ÁN
Nguyên đơn trình bày: hai bên lập giấy đặt cọc để mua bán một thửa đất, bên bán sau đó không ký hợp đồng.
NHẬN ĐỊNH CỦA TÒA ÁN
[1] Về tố tụng: vụ án được thụ lý và giải quyết đúng thẩm quyền.
[2] Theo khoản 1 Điều 41 Bộ luật Dân sự tập huấn thì bên nhận đặt cọc từ chối giao kết phải trả tiền cọc và một khoản tiền tương đương.
QUYẾT ĐỊNH
1. Chấp nhận yêu cầu khởi kiện của nguyên đơn.
2. Các đương sự có quyền làm đơn kháng cáo theo quy định của pháp luật.
"""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def write_odt(path, text):
    """An OpenDocument text with a paragraph a line; written beside and renamed, as an office program saves it."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.splitlines())
    content = ('<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
               'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
               f'{paragraphs}</office:text></office:body></office:document-content>')
    with zipfile.ZipFile(path + ".new", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    os.replace(path + ".new", path)


def folder_with_draft():
    """A new folder and the path of a draft in it, as office programs save one."""
    folder = tempfile.mkdtemp(prefix="troly-own-")
    path = os.path.join(folder, "Dự thảo bản án.odt")
    write_odt(path, DRAFT)
    return folder, path
