# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of the judge's own for the journeys: fictional, and written where the journey wants them."""
import os
import random
import tempfile
import zipfile
import zlib

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


def picture_of_page(width, height, number):
    """A grey picture of a page of writing, a byte a pixel, as a scanner of few dots makes it: lines of dark words that say nothing."""
    chance = random.Random(number)
    rows = [bytes([250]) * width for _ in range(height)]
    for top in range(height // 12, height - height // 12, 14):
        row, x = bytearray(rows[0]), width // 8
        while x < width - width // 8:
            word = chance.randint(8, 40)
            row[x:min(x + word, width - width // 8)] = bytes([40]) * (min(x + word, width - width // 8) - x)
            x += word + 6
        rows[top:top + 6] = [bytes(row)] * 6
    return b"".join(rows)


def write_scan(path, pages=3):
    """A PDF of pages that are pictures only, as a scanner makes it."""
    width, height = 420, 594
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(b"%d 0 R" % (3 + 3 * n) for n in range(pages)))]
    for number in range(pages):
        picture, drawing = zlib.compress(picture_of_page(width, height, number)), b"595 0 0 842 0 0 cm /Page Do"
        objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /XObject << /Page %d 0 R >> >> >>"
                    % (4 + 3 * number, 5 + 3 * number),
                    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
                    b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode "
                    b"/Length %d >>\nstream\n%s\nendstream" % (width, height, len(picture), picture)]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    with open(path, "wb") as file:
        file.write(b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                   % (content, len(objects) + 1, table, len(objects) + 1, len(content)))


def folder_with_scan():
    """A new folder and the path of a scan in it."""
    folder = tempfile.mkdtemp(prefix="troly-own-")
    path = os.path.join(folder, "Bản quét.pdf")
    write_scan(path)
    return folder, path
