"""The XML return gives the tables that the CSV files give."""

from datetime import date

from openiro.formats.ssda903 import read_return
from tests.unit.formats.returns import found

RETURN = """<?xml version="1.0" encoding="utf-8"?>
<EXPSSDA903>
  <CHILD>
    <HEADER><CHILDID>A1</CHILDID><UPN/><SEX>1</SEX><DOB>01/05/2010</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>
      <DUC>30/04/2028</DUC>
      <AREVIEW><REVIEW>05/05/2017</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <AREVIEW><REVIEW>05/08/2017</REVIEW><REVIEW_CODE>PN9</REVIEW_CODE></AREVIEW>
      <AMISSING><MISSING>M</MISSING><MIS_START>06/05/2017</MIS_START></AMISSING>
      <PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
      <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
    </HEADER>
    <EPISODE><DECOM>10/04/2017</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
      <DEC/><REC/></EPISODE>
  </CHILD>
  <CHILD><HEADER><CHILDID>A2</CHILDID><SEX>2</SEX><DOB>31/02/2012</DOB><ETHNIC>BAFR</ETHNIC></HEADER></CHILD>
</EXPSSDA903>
"""


def test_each_group_becomes_a_row_of_its_file(tmp_path):
    (tmp_path / "return.xml").write_text(RETURN)
    read = read_return(tmp_path)
    assert {name: file.kept for name, file in read.files.items()} == {
        "header": 1,
        "episodes": 1,
        "reviews": 2,
        "uasc": 1,
        "oc2": 1,
        "previous_permanence": 1,
        "missing": 1,
    }
    assert read.files["episodes"].frame.select("child", "decom", "place").rows() == [("A1", date(2017, 4, 10), "U4")]
    assert read.files["oc2"].frame["sdq_score"].to_list() == [12]


def test_problems_name_the_number_of_the_child_in_the_file(tmp_path):
    (tmp_path / "return.xml").write_text(RETURN)
    assert found(read_return(tmp_path / "return.xml")) == [
        ("return.xml", 1, "REVIEW_CODE", "code_unknown"),
        ("return.xml", 2, "DOB", "date_invalid"),
    ]
