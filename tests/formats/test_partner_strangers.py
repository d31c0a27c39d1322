"""Partners' lists as strangers write them: other headings, encodings, nested XML, totals; nothing is lost unsaid."""

import pytest

from ansinh.formats.partner_lists import PartnerFile, read_partner_list

HEAD = "Mã số thuế;Tên đơn vị;Số lao động;Quỹ lương;Địa chỉ\n"
ROW = "0100109106;Công ty A;12;1.200.000.000;Hà Nội\n"


def tax(data: bytes) -> PartnerFile:
    return read_partner_list(data, name="thue", kind="tax")


def one(file: PartnerFile) -> tuple[object, ...]:
    rows = file.rows
    assert file.findings == []
    assert len(rows.row) == 1
    return rows.key[0], rows.full_name[0], int(rows.people[0]), int(rows.amount[0])


XML = {
    "parts": "<ds><DonVi><MaSoThue>0100109106</MaSoThue><TenDonVi>Công ty A</TenDonVi><SoLaoDong>12</SoLaoDong>"
    "<QuyLuong>1200000000</QuyLuong></DonVi></ds>",
    "attributes": '<ds><DonVi MaSoThue="0100109106" TenDonVi="Công ty A" SoLaoDong="12" QuyLuong="1200000000"/></ds>',
    "names of somebody": '<t:ds xmlns:t="urn:thue"><t:NNT><t:MST>0100109106</t:MST><t:Ten_NNT>Công ty A</t:Ten_NNT>'
    "<t:So_Lao_Dong>12</t:So_Lao_Dong><t:Tong_thu_nhap>1200000000</t:Tong_thu_nhap></t:NNT></t:ds>",
    "a head before the list": "<tep><dau><nguoi>An</nguoi><ngay>1</ngay></dau><ds><DonVi>"
    "<MaSoThue>0100109106</MaSoThue><TenDonVi>Công ty A</TenDonVi><SoLaoDong>12</SoLaoDong>"
    "<QuyLuong>1200000000</QuyLuong></DonVi></ds></tep>",
    "an address in parts": "<ds><DonVi><MaSoThue>0100109106</MaSoThue><TenDonVi>Công ty A</TenDonVi><SoLaoDong>12"
    "</SoLaoDong><QuyLuong>1200000000</QuyLuong><DiaChi><Duong>X</Duong><MaXa>00001</MaXa></DiaChi></DonVi></ds>",
}


@pytest.mark.parametrize("text", XML.values(), ids=XML.keys())
def test_xml_is_read_however_it_is_nested(text: str) -> None:
    assert one(tax(text.encode())) == ("0100109106", "Công ty A", 12, 1_200_000_000)


def test_a_nested_part_of_one_row_takes_no_other_row_away() -> None:
    text = (
        "<ds><DV><MST>0100109106</MST><TenDonVi>A</TenDonVi><SoLaoDong>5</SoLaoDong><DiaChi><Xa>1</Xa><So>2</So></DiaChi>"
        "</DV><DV><MST>0100109107</MST><TenDonVi>B</TenDonVi><SoLaoDong>6</SoLaoDong></DV></ds>"
    )
    assert tax(text.encode()).rows.full_name == ["A", "B"]


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + ROW).encode(), (HEAD + ROW).encode("utf-8-sig"), (HEAD + ROW).replace(";", "\t").encode("utf-16"),
        ("TỔNG CỤC THUẾ\n\n" + HEAD + ROW + "Tổng cộng;;12;1.200.000.000;\n").encode(),
        (HEAD + ROW + "Cộng:;;12;;\n").encode(),
        (HEAD.replace("Tên đơn vị", "Tên công ty").replace("Quỹ lương", "Tiền lương năm") + ROW).encode(),
    ],
)  # fmt: skip
def test_a_spreadsheet_saved_in_any_way_is_read_and_its_sum_is_no_taxpayer(data: bytes) -> None:
    assert one(tax(data)) == ("0100109106", "Công ty A", 12, 1_200_000_000)


def test_missing_columns_are_all_named() -> None:
    found = tax("Mã số thuế;Địa chỉ\n0100109106;X\n".encode()).findings
    assert [(each.code, each.message.en) for each in found] == [
        ("F-HEADING", "The column “Tên người nộp thuế” is missing."),
        ("F-HEADING", "The column “Số lao động được trả lương” is missing."),
    ]
    whole = [each.code for each in tax(b"a;b\n1;2\n").findings]
    assert whole == ["F-TABLE", "F-HEADING", "F-HEADING", "F-HEADING"]


def test_a_school_without_a_code_is_known_by_its_name() -> None:
    data = "Trường;Lớp;Tên học sinh;Ngày sinh\nTHPT X;10A;Lê Cúc;2006\n".encode()
    file = read_partner_list(data, name="hs", kind="school")
    assert (file.findings, file.rows.group_code, file.rows.full_name) == ([], ["THPT X"], ["Lê Cúc"])


def test_every_wrong_cell_is_told_at_once() -> None:
    data = (HEAD + "0100109106;Công ty A;99999999999;1e9;\n0100109107;B;-5;-1;\n").encode()
    assert [(each.where.row, each.code) for each in tax(data).findings] == [
        (2, "C-BIG"), (3, "C-NEGATIVE"), (2, "C-NUMBER"), (3, "C-NEGATIVE"),
    ]  # fmt: skip
