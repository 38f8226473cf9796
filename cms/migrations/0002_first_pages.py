"""The languages, and the first public pages in German, English and Arabic. From then on they belong to the editors."""

import json
import uuid

from django.db import migrations
from django.utils import timezone

LANGUAGES = ["de", "en", "ar", "uk", "tr", "fa", "fr"]

HOME = {
    "de": {
        "title": "Wohnen verstehen",
        "heading": "Wohnen verstehen. Anderen die Tür öffnen.",
        "lead": "Wohnlotse ist ein kostenloser Kurs über Mieten in Deutschland. Du lernst in deiner Sprache. "
        "Danach begleitest du andere.",
        "doors": [
            ("search", "Ich suche eine Wohnung", "Suchen, bewerben, Vertrag verstehen"),
            ("letter", "Ich habe ein Problem", "Brief, Kündigung, Schimmel, Schulden"),
            ("people", "Ich will anderen helfen", "Kostenloser Kurs mit Zertifikat"),
        ],
        "warning_title": "Brief vom Gericht? Kündigung?",
        "warning_text": "Warte nicht. Schreib das Datum auf und hol dir heute noch Hilfe.",
        "warning_action": "Hier findest du Hilfe",
    },
    "en": {
        "title": "Understand renting",
        "heading": "Understand renting. Open the door for others.",
        "lead": "Wohnlotse is a free course about renting in Germany. You learn in your language. "
        "After that you go along with others.",
        "doors": [
            ("search", "I am looking for a flat", "Search, apply, understand the contract"),
            ("letter", "I have a problem", "Letter, notice to quit, mould, debts"),
            ("people", "I want to help others", "Free course with a certificate"),
        ],
        "warning_title": "A letter from the court? Notice to quit?",
        "warning_text": "Do not wait. Write down the date and get help today.",
        "warning_action": "Find help here",
    },
    "ar": {
        "title": "فهم السكن",
        "heading": "افهم السكن في ألمانيا. وافتح الباب لغيرك.",
        "lead": "«Wohnlotse» دورة مجانية عن استئجار السكن في ألمانيا. التعلّم فيها بلغتك، وبعدها مرافقة الآخرين.",
        "doors": [
            ("search", "أبحث عن شقة", "البحث والتقدّم وفهم العقد"),
            ("letter", "لديّ مشكلة", "رسالة أو إنهاء عقد أو عفن أو ديون"),
            ("people", "أريد مساعدة الآخرين", "دورة مجانية مع شهادة"),
        ],
        "warning_title": "رسالة من المحكمة؟ إنهاء عقد؟",
        "warning_text": "لا داعي للانتظار: سجّل التاريخ واطلب المساعدة اليوم.",
        "warning_action": "هنا تجد المساعدة",
    },
}
SHELF = {
    "de": ("Kurz erklärt", "Antworten auf Fragen rund ums Wohnen. Sie ersetzen keine Beratung."),
    "en": ("Explained briefly", "Answers to questions about housing. They do not replace advice."),
    "ar": ("شرح مختصر", "إجابات عن أسئلة السكن. وهي لا تغني عن الاستشارة."),
}
#: slug → sign, and for each language title, in short, and blocks: HTML, or kind, title and HTML of a notice
INFO = {
    "wohnung-suchen": (
        "search",
        {
            "de": (
                "Eine Wohnung suchen",
                "Suche auf vielen Wegen. Rechne zuerst. Halte deine Papiere bereit.",
                [
                    "<h2>Wo suche ich?</h2><ul><li>Online-Portale und lokale Zeitungen</li>"
                    "<li>Listen der Wohnungsunternehmen und Genossenschaften</li><li>Das Wohnungsamt deiner Stadt</li>"
                    "<li>Aushänge, Vereine, Kolleginnen und Kollegen</li></ul>",
                    "<h2>Was kostet die Wohnung wirklich?</h2><p>Warmmiete ist Kaltmiete plus Betriebskosten plus "
                    "Heizkosten. Dazu kommen Strom, Internet, Kaution und Umzug.</p>",
                    ("tip", "Ein Suchplan hilft", "<p>Feste Zeiten, ein Musterbrief und eine Liste: Anfrage, Datum, Antwort.</p>"),
                    ("warn", "Vorsicht Betrug", "<p>Zahl kein Geld, bevor du die Wohnung gesehen hast.</p>"),
                ],
            ),
            "en": (
                "Looking for a flat",
                "Search in many ways. Do the sums first. Keep your papers ready.",
                [
                    "<h2>Where do I look?</h2><ul><li>Online portals and local newspapers</li>"
                    "<li>Lists of housing companies and cooperatives</li><li>The housing office of your town</li>"
                    "<li>Notice boards, associations, colleagues</li></ul>",
                    "<h2>What does the flat really cost?</h2><p>Warm rent (Warmmiete) is cold rent (Kaltmiete) plus running "
                    "costs plus heating. Add electricity, internet, deposit and moving.</p>",
                    ("tip", "A search plan helps", "<p>Fixed times, a model letter and a list: request, date, answer.</p>"),
                    ("warn", "Beware of fraud", "<p>Pay no money before you have seen the flat.</p>"),
                ],
            ),
            "ar": (
                "البحث عن شقة",
                "ابحث بطرق كثيرة. واحسب التكاليف أولاً. وجهّز أوراقك.",
                [
                    "<h2>أين أبحث؟</h2><ul><li>مواقع الإنترنت والصحف المحلية</li>"
                    "<li>قوائم شركات السكن والجمعيات التعاونية</li><li>مكتب السكن (Wohnungsamt) في مدينتك</li>"
                    "<li>لوحات الإعلانات والجمعيات والزملاء</li></ul>",
                    "<h2>كم تكلّف الشقة حقاً؟</h2><p>الإيجار الشامل (Warmmiete) هو الإيجار الأساسي (Kaltmiete) مع التكاليف "
                    "الإضافية والتدفئة. وتُضاف الكهرباء والإنترنت ومبلغ التأمين والانتقال.</p>",
                    ("tip", "خطة البحث تساعد", "<p>أوقات ثابتة ورسالة نموذجية وقائمة: الطلب والتاريخ والجواب.</p>"),
                    ("warn", "انتبه من الاحتيال", "<p>لا تدفع أي مال قبل رؤية الشقة.</p>"),
                ],
            ),
        },
    ),
    "hilfe-holen": (
        "letter",
        {
            "de": (
                "Hilfe holen",
                "Ein Brief macht dir Sorgen? Diese drei Schritte gehen immer.",
                [
                    "<h2>Heute noch</h2><ol><li>Schreib auf den Umschlag, wann der Brief kam.</li>"
                    "<li>Unterschreib nichts, was du nicht verstehst.</li>"
                    "<li>Ruf eine Beratungsstelle an und nimm alle Papiere mit.</li></ol>",
                    "<h2>Wer hilft?</h2><ul><li>Mieterverein: prüft Verträge, Briefe und Kündigungen</li>"
                    "<li>Migrationsberatung und Jugendmigrationsdienst: helfen beim Ordnen und Verstehen</li>"
                    "<li>Jobcenter und Sozialamt: wenn das Geld für die Miete fehlt</li>"
                    "<li>Die Stadt: wenn du deine Wohnung verlieren könntest</li></ul>",
                    ("warn", "Brief vom Gericht", "<p>Hier laufen kurze Fristen. Geh sofort zu einer Beratungsstelle.</p>"),
                ],
            ),
            "en": (
                "Getting help",
                "A letter worries you? These three steps are always possible.",
                [
                    "<h2>Still today</h2><ol><li>Write on the envelope when the letter came.</li>"
                    "<li>Sign nothing that you do not understand.</li>"
                    "<li>Call an advice centre and take all papers with you.</li></ol>",
                    "<h2>Who helps?</h2><ul><li>Tenants' association (Mieterverein): checks contracts, letters and notices</li>"
                    "<li>Migration advice and youth migration service: help to sort and understand</li>"
                    "<li>Jobcenter and social welfare office: when money for the rent is missing</li>"
                    "<li>The town: when you might lose your home</li></ul>",
                    ("warn", "A letter from the court", "<p>Short deadlines run here. Go to an advice centre at once.</p>"),
                ],
            ),
            "ar": (
                "طلب المساعدة",
                "رسالة تقلقك؟ هذه الخطوات الثلاث ممكنة دائماً.",
                [
                    "<h2>اليوم</h2><ol><li>كتابة تاريخ وصول الرسالة على الظرف.</li>"
                    "<li>عدم التوقيع على شيء غير مفهوم.</li>"
                    "<li>الاتصال بمركز استشارة وأخذ جميع الأوراق.</li></ol>",
                    "<h2>من يساعد؟</h2><ul><li>جمعية المستأجرين (Mieterverein): تفحص العقود والرسائل وإنهاء العقد</li>"
                    "<li>استشارة الهجرة (Migrationsberatung) وخدمة هجرة الشباب: تساعد على الترتيب والفهم</li>"
                    "<li>مركز العمل (Jobcenter) ومكتب الشؤون الاجتماعية: عندما ينقص مال الإيجار</li>"
                    "<li>المدينة: عند خطر فقدان السكن</li></ul>",
                    ("warn", "رسالة من المحكمة", "<p>المهل هنا قصيرة. توجّه فوراً إلى مركز استشارة.</p>"),
                ],
            ),
        },
    ),
    "kurs": (
        "people",
        {
            "de": (
                "So läuft der Kurs",
                "Zehn Module, Treffen in deiner Nähe und am Ende ein Zertifikat.",
                [
                    "<h2>Wie komme ich hinein?</h2><p>Du bekommst einen Kurscode von deiner Trainerin. Du brauchst keine "
                    "E-Mail. Einen Namen wählst du selbst.</p>",
                    "<h2>Was lerne ich?</h2><p>Wie man eine Wohnung sucht, einen Vertrag versteht, gut wohnt und früh Hilfe "
                    "holt. Und was du selbst tun darfst, wo du fragst und was du weitergibst.</p>",
                    "<h2>Was bekomme ich?</h2><p>Wer alle Module schafft und oft genug bei den Treffen war, bekommt ein "
                    "Zertifikat. Der Kurs ist kostenlos.</p>",
                ],
            ),
            "en": (
                "How the course works",
                "Ten modules, meetings near you and a certificate at the end.",
                [
                    "<h2>How do I get in?</h2><p>You get a course code from your trainer. You need no e-mail. You choose a "
                    "name yourself.</p>",
                    "<h2>What do I learn?</h2><p>How to look for a flat, understand a contract, live well and get help early. "
                    "And what you may do yourself, where you ask and what you hand over.</p>",
                    "<h2>What do I get?</h2><p>If you finish all modules and were at enough meetings, you get a certificate. "
                    "The course is free.</p>",
                ],
            ),
            "ar": (
                "كيف تسير الدورة",
                "عشر وحدات ولقاءات قريبة منك، وفي النهاية شهادة.",
                [
                    "<h2>كيف أدخل؟</h2><p>تحصل على رمز الدورة من المدرّبة. لا حاجة إلى بريد إلكتروني. واختيار الاسم لك.</p>",
                    "<h2>ماذا أتعلّم؟</h2><p>البحث عن شقة وفهم العقد والسكن الجيد وطلب المساعدة مبكراً. وما المسموح لك، وأين "
                    "تسأل، وما الذي تحيله إلى غيرك.</p>",
                    "<h2>على ماذا أحصل؟</h2><p>بعد إتمام جميع الوحدات وحضور ما يكفي من اللقاءات تحصل على شهادة. الدورة "
                    "مجانية.</p>",
                ],
            ),
        },
    ),
}


def make_first_pages(apps, schema_editor):
    page_model = apps.get_model("wagtailcore.Page")
    site_model = apps.get_model("wagtailcore.Site")
    locale_model = apps.get_model("wagtailcore.Locale")
    locales = {code: locale_model.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    keys: dict[str, uuid.UUID] = {}

    def add(model_name, parent, language, slug, name, **fields):
        """A live page under `parent`; pages of one `name` are translations of each other."""
        model = apps.get_model("cms", model_name)
        kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
            app_label="cms", model=model_name.lower()
        )
        parent.numchild += 1
        page = model.objects.create(
            path=f"{parent.path}{parent.numchild:04d}",
            depth=parent.depth + 1,
            numchild=0,
            slug=slug,
            url_path=f"{parent.url_path}{slug}/",
            draft_title=fields["title"],
            content_type=kind,
            locale=locales[language],
            translation_key=keys.setdefault(name, uuid.uuid4()),
            live=True,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
            **fields,
        )
        page_model.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
        return page

    root = page_model.objects.get(depth=1)
    welcome = page_model.objects.filter(path=f"{root.path}0001", slug="home").first()
    homes = {
        language: add("HomePage", root, language, f"wohnlotse-{language}", "home", **{**home, "doors": "[]"})
        for language, home in HOME.items()
    }
    site_model.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page_id": homes["de"].pk, "site_name": "Wohnlotse"},
    )
    if welcome:
        welcome.delete()
        root.numchild = page_model.objects.filter(depth=2).count()
        page_model.objects.filter(pk=root.pk).update(numchild=root.numchild)

    for language, home in homes.items():
        title, intro = SHELF[language]
        shelf = add("IndexPage", home, language, "info", "info", title=title, intro=intro)
        pages = {}
        for slug, (sign, texts) in INFO.items():
            title, intro, blocks = texts[language]
            pages[slug] = add(
                "InfoPage", shelf, language, slug, slug, title=title, intro=intro, sign=sign, body=_stream(blocks)
            )
        targets = [
            {"page": pages["wohnung-suchen"].pk, "path": ""},
            {"page": pages["hilfe-holen"].pk, "path": ""},
            {"page": None, "path": f"/{language}/courses/"},
        ]
        home.doors = json.dumps(
            [
                _block("door", {"sign": sign, "title": title, "text": text, **target})
                for (sign, title, text), target in zip(HOME[language]["doors"], targets, strict=True)
            ]
        )
        home.warning_page_id = pages["hilfe-holen"].pk
        home.save()


def _stream(blocks) -> str:
    return json.dumps(
        [
            _block("text", block)
            if isinstance(block, str)
            else _block("notice", dict(zip(("kind", "title", "text"), block, strict=True)))
            for block in blocks
        ]
    )


def _block(kind, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_first_pages, migrations.RunPython.noop)]
