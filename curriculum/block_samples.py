"""What the preview of each kind of block shows before there is one: taken from the bundled course, in German.

Kind of block → its raw value. Pictures, recordings and films are shown without their files.
"""

SAMPLES = {
    "opening": {"text": "<p>Amal soll drei Monatsmieten auf einmal zahlen. Muss sie das?</p>"},
    "prose": {
        "text": "<h2>Warum Warten schadet</h2><p>Der Vermieter kann nur reparieren, wovon er weiß. "
        "Die Mieterin oder der Mieter muss einen Mangel deshalb unverzüglich anzeigen.</p>"
    },
    "notice": {
        "text": "<p><b>Im Notfall zuerst anrufen.</b> Bei einem Wasserrohrbruch ruft man sofort an.</p>"
    },
    "law": {
        "citations": ["§ 551 Abs. 2 Satz 1 BGB"],
        "text": "<p>Du darfst die Kaution in drei Raten zahlen.</p>",
    },
    "traffic_light": {
        "do": ["<p>Du machst Fotos mit der Person.</p>"],
        "ask": ["<p>Keine Antwort? Frag bei der Beratungsstelle.</p>"],
        "hand_over": ["<p>„Wer ist schuld am Schaden?“</p>"],
    },
    "checklist": {
        "title": "Das steht in einer guten Mängelanzeige",
        "items": ["<p>Was ist kaputt?</p>", "<p>Seit wann?</p>", "<p>Fotos</p>"],
    },
    "steps": {
        "title": "So gehst du als Beistand mit",
        "items": ["<p>Besprecht, wer spricht.</p>", "<p>Lass die Person selbst sprechen.</p>"],
    },
    "case": {
        "title": "Der Cousin fragt",
        "situation": "<p>Dein Cousin bittet dich, seinen Mietvertrag durchzusehen.</p>",
        "task": "<p>Was antwortest du?</p>",
        "solution": "<p>In der Familie ist unentgeltliche rechtliche Hilfe ohne Anleitung erlaubt.</p>",
    },
    "misconception": {
        "wrong": "<p>„Übersetzen ist schon Rechtsberatung.“</p>",
        "right": "<p>Nein. Übersetzen ist keine rechtliche Prüfung.</p>",
    },
    "self_check": {
        "question": "<p>Mit welcher Antwort bleibt Oksana bei ihrer Aufgabe?</p>",
        "options": [
            {"text": "<p>„Der Grund im Brief reicht nicht aus.“</p>", "correct": False},
            {"text": "<p>„Ob es stimmt, prüft die Beratungsstelle.“</p>", "correct": True},
        ],
        "explanation": "<p>Die erste Antwort prüft den Einzelfall.</p>",
    },
    "exercise": {"text": "<p>Schreib eine Mängelanzeige. Lies den Text laut vor.</p>"},
    "remember": {"text": "<p>Mangel gesehen, Foto gemacht, noch heute geschrieben.</p>"},
    "picture": {"picture": None, "caption": "<p>Feuchte Stelle am Fenster</p>"},
    "audio": {
        "title": "Ein Anruf beim Vermieter",
        "sound": None,
        "transcript": "<p>„Guten Tag, ich rufe wegen der Heizung an.“</p>",
    },
    "video": {
        "title": "So liest du den Zähler ab",
        "film": None,
        "captions": None,
        "description": "<p>Eine Hand zeigt auf die schwarzen Ziffern des Zählers.</p>",
    },
    "dialogue": {
        "title": "Freundlich Nein sagen",
        "lines": [
            {"speaker": "Frau Rahimi", "text": "<p>„Schreib bitte schnell einen Widerspruch.“</p>"},
            {"speaker": "Du", "text": "<p>„Ich gehe mit dir zu einer Stelle, die das darf.“</p>"},
        ],
    },
    "letter": {
        "title": "Mängelanzeige",
        "fields": ["Name", "Datum"],
        "text": "Guten Tag {{1}},\n\nseit dem {{2}} ist das Fenster undicht.",
    },
    "table": {
        "table": {
            "columns": [{"type": "cell", "heading": "Was"}, {"type": "cell", "heading": "Wie lange"}],
            "rows": [{"values": ["<p>Kaution in Raten</p>", "<p>drei Monate</p>"]}],
            "caption": "Fristen",
        },
        "row_heads": True,
    },
}
