"""Makes the files in the folder documents, with the programs that people make such files with.

Run in an empty folder, in an environment with python-docx 1.2.0, openpyxl 3.1.5, python-pptx 1.0.2,
odfpy 1.4.1, reportlab 5.1.0 and nbformat 5.11.1; then compile app.py with each Python:
  pythonX.Y -c "import py_compile; py_compile.compile('app.py', cfile='app-X.Y.pyc')"
"""
import sqlite3

import docx
import nbformat
import openpyxl
import pptx
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas


def database(name, encoding):
    with sqlite3.connect(name) as db:
        db.execute(f"pragma encoding = '{encoding}'")
        db.execute("pragma page_size = 1024")
        db.execute("pragma secure_delete = off")
        db.execute('create table jars (id integer primary key, "the label" text, weight real,'
                   " opened int, twice int as (opened * 2), picture blob)")
        for i in range(1, 61):
            long = {20: "deleted marmalade", 40: "x" * 2500 + " marmalade"}.get(i)
            db.execute('insert into jars ("the label", weight, opened, picture) values (?, ?, ?, ?)',
                       (long or f"jar {i}", 1.5, i, b"\0\1\2 a picture \3" if i == 2 else None))
        db.execute("create table settings (name text, room text, value text, primary key (room, name))"
                   " without rowid")
        db.execute("insert into settings values ('jam_word', 'kitchen', 'marmalade')")
        db.execute("create table gone (word text)")
        db.executemany("insert into gone values (?)", [(f"dropped marmalade {i}",) for i in range(90)])
        db.commit()
        db.execute("delete from jars where id = 20")
        db.execute("drop table gone")


database("utf8.sqlite", "UTF-8")
database("utf16.sqlite", "UTF-16be")

d = docx.Document()
p = d.add_paragraph("The word is mar")
p.add_run("ma").bold = True
p.add_run("lade")
t = d.add_table(1, 2)
t.cell(0, 0).text = "jam word"
t.cell(0, 1).text = "marmalade"
d.sections[0].header.paragraphs[0].text = "The header says marmalade"
d.save("letter.docx")

w = openpyxl.Workbook()
w.active.title = "Jars"
w.active.append(["label", "word", "price"])
w.active.append(["orange", "marmalade", 7])
s = w.create_sheet("Settings")
s.append(["jam_word", "marmalade"])
s["D9"] = '=CONCAT("marma","lade")'
w.save("jars.xlsx")

p = pptx.Presentation()
slide = p.slides.add_slide(p.slide_layouts[1])
slide.placeholders[1].text = "The word is marmalade"
slide.notes_slide.notes_text_frame.text = "Say marmalade"
p.save("talk.pptx")

o = OpenDocumentText()
o.text.addElement(P(text="The word is marmalade"))
o.save("letter.odt")
o = OpenDocumentSpreadsheet()
t = Table(name="Jars")
for cells in (["label", "word", "price"], ["orange", "marmalade", "7"]):
    r = TableRow()
    for cell in cells:
        c = TableCell()
        c.addElement(P(text=cell))
        r.addElement(c)
    t.addElement(r)
o.spreadsheet.addElement(t)
o.save("jars.ods")

for name, lock in (("open.pdf", None), ("locked.pdf", StandardEncryption("user", "owner")),
                   ("restricted.pdf", StandardEncryption("", "owner"))):
    c = canvas.Canvas(name, encrypt=lock, invariant=True)
    c.setTitle("Marmalade")
    c.drawString(100, 700, "The first page")
    c.showPage()
    c.drawString(100, 700, "The word is marmalade")
    c.linkURL("https://example.com/marmalade", (0, 0, 10, 10))
    c.showPage()
    c.save()
c = canvas.Canvas("picture.pdf", invariant=True)
c.rect(1, 1, 9, 9)
c.showPage()
c.save()

n = nbformat.v4
outputs = [n.new_output("stream", text="The word is\nmarmalade\n"),
           n.new_output("display_data", data={"application/json": {"jam_word": "marmalade", "n": [1, "z"]},
                                              "image/png": "AAAA"}),
           n.new_output("error", ename="E", evalue="v", traceback=["\x1b[0;31mmarma\x1b[0mlade"])]
nbformat.write(n.new_notebook(cells=[n.new_markdown_cell("# Jam"),
                                     n.new_code_cell("jam_word = 'marma' \\\n  'lade'", outputs=outputs)]),
               "notes.ipynb")

open("app.py", "w").write('''
import os
JAM_WORD = "marmalade"
jars = {"small": "jam", "jar_word": "marmalade 2"}
one = {"only": "marmalade 3"}
def spread(x, word="marmalade 4"):
    local = "marmalade 5"
    os.environ["JAM_KEY"] = "marmalade 6"
    spread(1, word="marmalade 7", other=x)
    if x == "marmalade 8":
        pass
    x.attribute = "marmalade 9"
class Jar:
    label = "marmalade 10"
    def open(self):
        def inner():
            return shared
        shared = "marmalade 11"
        return "marmalade 12", inner
''')
