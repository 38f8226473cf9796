"""A course of one page, as files: every kind of thing that a course folder holds stands in it once."""

from pathlib import Path

SMALL = {
    "course.yaml": """\
slug: klein
language: de
licence: CC BY-SA 4.0
law_as_of: 2026-04-29
modules:
  - 01-kaution
  - folder: 02-mehr
    required: false
""",
    "course.de.md": "---\ntitle: Ein kleiner Kurs\n---\nNur zum Ansehen.\n\nMit zwei Absätzen.\n",
    "course.ar.md": "---\ntitle: دورة صغيرة\norigin: machine\n---\n",
    "statutes.yaml": """\
- abbreviation: BGB
  title: Bürgerliches Gesetzbuch
  address: https://www.gesetze-im-internet.de/bgb/
  as_of: 2026-04-29

- abbreviation: SGB II
  title: Sozialgesetzbuch Zweites Buch
  address: https://www.gesetze-im-internet.de/sgb_2/
  as_of: 2026-04-29
  changed_on: 2026-07-01
  change: Der neue Wortlaut ist noch nicht geprüft.
""",
    "glossary.de.yaml": """\
- id: kaution
  term: Kaution
  definition: Geld als **Sicherheit**.
  citations:
    - § 551 Abs. 1 BGB

- id: karenzzeit
  term: Karenzzeit
  definition: Das erste Jahr mit Leistungen vom Jobcenter.
  citations: []
  uncertain: Seit 1.7.2026 mit Obergrenze.
""",
    "glossary.ar.yaml": """\
kaution:
  term: التأمين
  definition: مبلغ يُدفع ضمانًا.
karenzzeit:
  term: فترة السماح
  origin: machine
""",
    "local_facts.de.yaml": """\
- id: amt
  kind: name
  label: Das Amt
  hint: Name und Adresse.
""",
    "local_facts.ar.yaml": "amt:\n  label: الدائرة\n",
    "01-kaution/module.yaml": 'units: "4.5"\npass_mark: 80\nproject_levels: [2]\n',
    "01-kaution/module.de.md": """\
---
title: "Kaution: was gilt"
objectives:
  a: sagen, wie hoch sie sein darf
  b: erklären, wann sie zurückkommt
---
Rund um die Kaution.
""",
    "01-kaution/module.ar.md": "---\ntitle: التأمين\nobjectives:\n  b: شرح موعد الإعادة\n---\n",
    "01-kaution/01-hoehe.de.md": """\
---
title: Die Höhe
summary: Wie hoch darf sie sein?
minutes: 35
completes: self_check
substance: 2
---

::: opening #q7ms
Amal soll drei Monatsmieten auf einmal zahlen.

::: prose #x2k9 ⚠ Der neue Wortlaut ist noch nicht geprüft.
## Wie hoch?

Die [[kaution|Kaution]] ist Geld. {§ 551 Abs. 1 BGB}

- Höchstens `3 × 620 €`

::: law #p0vd
citations:
  - § 551 Abs. 2 Satz 1 BGB
text: Du darfst in drei Raten zahlen.

::: traffic_light #lt2n
do:
  - Den Vertrag gemeinsam lesen
ask:
  - "Unklar: Frag die Projektleitung"
hand_over:
  - „Ist das rechtens?“

::: checklist #ck01
title: Vor dem Zahlen
items:
  - Quittung
  - Datum

::: case #fa11
title: Amal
situation: |
  Amal zieht ein.

  Sie zahlt bar.
task: Was jetzt?
solution: Eine **Quittung** verlangen.

::: local_fact #lf01
key: amt

::: misconception #ir01
wrong: Die Kaution ist weg.
right: Nein, sie kommt zurück.

::: self_check #se1f
question: Wie viele Raten?
options:
  - text: Drei
    correct: true
  - text: Keine
explanation: So steht es im Gesetz.

::: dialogue #di01
title: Am Telefon
lines:
  - speaker: Amal
    text: "Guten Tag: **Amal** hier."
  - speaker: Herr Wolf
    text: Ja, bitte?

::: letter #br01
title: Bitte um Raten
fields:
  - Name
  - Datum
text: |
  Guten Tag {{1}},
  ich zahle in Raten.

  Amal, {{2}}

::: table #ta01
caption: Drei Raten
columns:
  - Rate
  - Wann
rows:
  - - Erste
    - zu Beginn
  - - Zweite
    - ""
row_heads: true
""",
    "01-kaution/01-hoehe.ar.md": """\
---
title: المبلغ
summary: كم يجوز أن يكون؟
origin: machine
---

::: law #p0vd
citations:
  - § 551 Abs. 2 Satz 1 BGB
text: يجوز الدفع على ثلاثة أقساط.

::: self_check #se1f
question: كم قسطًا؟
options:
  - text: ثلاثة
    correct: true
  - text: لا شيء
explanation: هكذا ينص القانون.

::: letter #br01
title: طلب التقسيط
fields:
  - الاسم
  - التاريخ
text: مرحبًا {{1}}، سأدفع على أقساط. أمل، {{2}}
""",
    "01-kaution/quiz.de.yaml": """\
- id: m01-q1
  kind: single
  difficulty: easy
  wording: Wie hoch darf die Kaution sein?
  options:
    a: Eine Kaltmiete
    b: Drei Kaltmieten
  correct: b
  explanation: Höchstens drei. {§ 551 Abs. 1 BGB}

- id: m01-q2
  kind: multiple
  difficulty: medium
  uncertain: Das Gesetz ist neu.
  wording: Was gilt?
  options:
    a: Raten sind möglich
    b: Das Jobcenter kann ein Darlehen geben
    c: Nichts
  correct: [a, b]
  explanation: Beides. {§ 22 Abs. 6 SGB II}

- id: m01-q3
  kind: true_false
  difficulty: easy
  wording: Die Kaution ist weg.
  correct: false
  explanation: Sie kommt zurück.

- id: m01-q4
  kind: matching
  difficulty: medium
  wording: "Ordne zu:"
  pairs:
    a: {left: Rate, right: ein Drittel}
    b: {left: Kaution, right: das Ganze}
  explanation: So ist es.

- id: m01-q5
  kind: ordering
  difficulty: hard
  wording: In welcher Reihenfolge?
  steps:
    a: Lesen
    b: Zahlen
  explanation: Erst lesen.

- id: m01-q6
  kind: gap
  difficulty: easy
  wording: Die {{1}} ist Geld als {{2}}.
  gaps:
    1: [Kaution, Mietsicherheit]
    2: [Sicherheit]
  explanation: Genau.

- id: m01-q7
  kind: numeric
  difficulty: hard
  wording: Wie viele Raten?
  answer: "3.5"
  tolerance: 0
  unit: Raten
  explanation: Drei.

- id: m01-q8
  kind: short_text
  difficulty: easy
  wording: Wie heißt das Geld?
  accepted: [Kaution, Mietkaution]
  case: true
  explanation: Genau.

- id: m01-q9
  kind: short_text
  difficulty: hard
  wording: Was sagst du?
  rubric: Nennt die Beratungsstelle.
  explanation: Du hilfst weiter.

- id: m01-q10
  kind: scenario
  difficulty: hard
  wording: Ein Brief kommt.
  steps:
    brief:
      text: Was tust du damit?
      choices:
        lesen: {text: Lesen, to: antwort, marks: 1}
        weg: {text: Wegwerfen, marks: 0}
    antwort:
      text: Was schreibst du?
      rubric: Bittet um mehr Zeit.
      marks: 2
  explanation: Erst lesen.
""",
    "01-kaution/quiz.ar.yaml": """\
origin: machine
m01-q1:
  wording: كم يجوز أن يكون مبلغ التأمين؟
  options:
    a: إيجار واحد
    b: ثلاثة إيجارات
  explanation: ثلاثة على الأكثر. {§ 551 Abs. 1 BGB}
m01-q6:
  wording: الـ {{2}} هو {{1}}.
  gaps:
    1: [التأمين, Kaution]
    2: [ضمان]
  explanation: تمامًا.
m01-q7:
  wording: كم قسطًا؟
  unit: أقساط
  explanation: ثلاثة.
m01-q9:
  wording: ماذا تقول؟
  rubric: يذكر مكتب المشورة.
  explanation: أنت تساعد.
m01-q10:
  wording: تصل رسالة.
  steps:
    brief:
      text: ماذا تفعل بها؟
      choices:
        lesen: أقرؤها
        weg: أرميها
    antwort:
      text: ماذا تكتب؟
      rubric: يطلب مزيدًا من الوقت.
  explanation: اقرأ أولًا.
""",
    "02-mehr/module.yaml": "units: 1\npass_mark: 0\n",
    "02-mehr/module.de.md": "---\ntitle: Mehr\nobjectives:\n  a: mehr wissen\n---\nSpäter.\n",
}

LESSON, AR = "01-kaution/01-hoehe.de.md", "01-kaution/01-hoehe.ar.md"
FACTS, FACTS_AR = "local_facts.de.yaml", "local_facts.ar.yaml"
QUIZ, QUIZ_AR = "01-kaution/quiz.de.yaml", "01-kaution/quiz.ar.yaml"


def put_into(folder: Path) -> Path:
    """The folder, with the small course in it."""
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    """What lies in the folder: path and text of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def line_of(file, words):
    """The line, from 1, on which the words stand in the small course."""
    return next(n for n, line in enumerate(SMALL[file].split("\n"), start=1) if words in line)
