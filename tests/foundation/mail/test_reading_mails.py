"""Mails as programs and people write them: what is read of each."""

import time
from email.message import EmailMessage

import pytest

from bocage.foundation.mail import reading
from bocage.foundation.mail.plain_text import text_of_html
from bocage.foundation.mail.quoting import own_words
from bocage.foundation.mail.reading import LONGEST_PARSED, MAX_MESSAGES, _parsed, read_mail

GMAIL = """Oui, avec plaisir.
Demain 9 h ?

Le ven. 27 nov. 2026 à 10:02, Bocage <accueil+project-aaaa@bocage.example>
a écrit :

> Bonjour
> Quand venez-vous ?
"""
OUTLOOK = """Bonjour,
Oui.
Cordialement
Jean
P.-S. La clé est chez Odile.

________________________________
De : Bocage <accueil@bocage.example>
Envoyé : vendredi 27 novembre 2026 10:02
À : Jean Prévost
Objet : Un ménage aimerait s’installer

Bonjour"""
OUTLOOK_BARE = """Oui.

De : Bocage <accueil@bocage.example>
Envoyé : vendredi 27 novembre 2026 10:02
À : Jean Prévost <jean@mairie.example>
Objet : Un ménage

Bonjour"""
ORANGE = """Oui

> Message du 27/11/26 10:02
> De : "Bocage" <accueil@bocage.example>
> A : jean@orange.example
> Copie à :
> Objet : Un ménage
>
> Bonjour"""
IPHONE = """Oui merci

Envoyé de mon iPhone

> Le 27 nov. 2026 à 10:02, Bocage <accueil@bocage.example> a écrit :
>
> Bonjour"""
THUNDERBIRD = """Oui

Le 27/11/2026 à 10:02, Bocage a écrit :
> Bonjour

--\x20
Jean Prévost
Maire de Boitron"""
ENGLISH = """Yes please.

On Fri, 27 Nov 2026 at 10:02, Bocage <accueil@bocage.example> wrote:
> Hello
"""
ORIGINAL = """Oui

-----Message d'origine-----
De : Bocage
Envoyé : vendredi
À : Jean
Objet : x

Bonjour"""
YAHOO = """Oui.

Le vendredi 27 novembre 2026 à 10:02:11 UTC+1, Bocage <a@bocage.example> a écrit\u00a0:

Bonjour
"""
BETWEEN = """> Quand venez-vous ?

Samedi.

> À combien ?

Quatre."""
BELOW = """Le 27/11/2026 à 10:02, Bocage a écrit :
> Quand venez-vous ?

Samedi, à quatre."""


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (GMAIL, "Oui, avec plaisir.\nDemain 9 h ?"),
        (OUTLOOK, "Bonjour,\nOui.\nCordialement\nJean\nP.-S. La clé est chez Odile."),
        (OUTLOOK_BARE, "Oui."),
        (ORANGE, "Oui"),
        (IPHONE, "Oui merci"),
        (THUNDERBIRD, "Oui"),
        (ENGLISH, "Yes please."),
        (ORIGINAL, "Oui"),
        (YAHOO, "Oui."),
        (BETWEEN, BETWEEN),
        (BELOW, BELOW),
        ("> seulement\n> des lignes citées", ""),
        ("", ""),
        ("Le prix : 500 €\nLe loyer aussi", "Le prix : 500 €\nLe loyer aussi"),
        ("De : rien\nJe vous en prie", "De : rien\nJe vous en prie"),
        ("Un point\n--------------------\nUn autre", "Un point\n--------------------\nUn autre"),
        ("Oui\r\nNon", "Oui\nNon"),
    ],
)
def test_own_words(mail, words):
    assert own_words(mail) == words


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        " \n" * 50_000,
        "-" * 100_000,
        "Le " * 40_000,
        "Le x\n" * 20_000,
        "_" * 100_000,
        "De : x\n" * 15_000,
        "> " * 50_000,
        "\n>" * 50_000,
        "Le " + "a écrit " * 10_000,
        "Le x a écrit :\n> y\nz\n" * 4_000,
    ],
)
def test_a_mail_made_to_be_slow_is_quick(text):
    start = time.process_time()
    own_words(text)
    assert time.process_time() - start < 2


def test_a_page_alone_is_read_as_text():
    page = (
        "<html><head><style>p{color:red}</style></head><body><p>Bonjour&nbsp;!</p>"
        "<div>Oui,<br>samedi.</div><script>alert(1)</script>"
        "<div class='gmail_quote'><p>Ce qui est cité</p></div>"
        "<ul><li>un</li><li>deux</li></ul></body></html>"
    )
    assert text_of_html(page) == "Bonjour !\n\nOui,\nsamedi.\n\nun\n\ndeux"


def test_outlook_quotes_after_a_mark():
    page = "<p>Oui.</p><div id='divRplyFwdMsg'><b>De :</b> Bocage</div><p>Bonjour</p>"
    assert text_of_html(page) == "Oui."


@pytest.mark.parametrize("page", ["<" * 100_000, "<div>" * 50_000, "</p>" * 50_000, "<p", "&#x;"])
def test_a_hostile_page(page):
    start = time.process_time()
    text_of_html(page)
    assert time.process_time() - start < 5


def mail(text="Oui, samedi.", **headers):
    message = EmailMessage()
    message["From"] = headers.pop("sender", "Camille Marchand <Camille@Exemple.example>")
    message["To"] = "accueil@bocage.example"
    message["Message-ID"] = "<1@exemple.example>"
    message["Subject"] = "Re: votre projet"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_a_plain_mail():
    read = read_mail(mail().as_bytes())

    assert (read.sender, read.sender_name) == ("camille@exemple.example", "Camille Marchand")
    assert (read.words, read.message_id) == ("Oui, samedi.", "<1@exemple.example>")
    assert read.recipients == ("accueil@bocage.example",)
    assert (read.is_automatic, read.is_bounce, read.attachments) == (False, False, ())


def test_the_page_is_read_where_there_is_no_text():
    message = EmailMessage()
    message["From"] = "camille@exemple.example"
    message.set_content("<p>Oui, <b>samedi</b>.</p>", subtype="html")

    assert read_mail(message.as_bytes()).words == "Oui, samedi."


def test_a_large_attachment_is_named_and_left_out():
    message = mail()
    message.add_attachment(
        b"\xff" * 15_000_000, maintype="image", subtype="jpeg", filename="la maison.jpg"
    )

    read = read_mail(message.as_bytes())

    assert (read.words, read.attachments) == ("Oui, samedi.", ("la maison.jpg (15 Mo)",))


def test_the_words_before_an_attachment_beyond_all_measure_are_read():
    message = mail()
    message.add_attachment(
        b"\xff" * 40_000_000, maintype="image", subtype="jpeg", filename="la maison.jpg"
    )

    read = read_mail(message.as_bytes())

    assert (read.sender, read.words) == ("camille@exemple.example", "Oui, samedi.")
    assert read.is_cut
    assert read.attachments == (
        "la maison.jpg (plus de 19 Mo)",
        "la fin du courriel, qui dépasse 25 Mo",
    )


@pytest.mark.parametrize(
    "start",
    ["Content-Type: multipart/mixed; boundary=a\n\n--a\n", "Subject: ", "", "--a"],
    ids=["in a part", "in a header", "in nothing", "in a boundary"],
)
def test_a_mail_may_be_cut_anywhere(monkeypatch, start):
    monkeypatch.setattr(reading, "LONGEST_MAIL", len(start))

    read = read_mail(start.encode() + b"x" * 40)

    assert read.is_cut
    assert read.attachments[-1].startswith("la fin du courriel")


def test_the_logo_of_a_signature_is_no_attachment():
    message = mail()
    message.add_attachment(
        b"\xff" * 2000,
        maintype="image",
        subtype="png",
        filename="logo.png",
        cid="<logo>",
        disposition="inline",
    )

    assert read_mail(message.as_bytes()).attachments == ()


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("utf-8", "Où ? À Sées."),
        ("iso-8859-1", "Où ? À Sées."),
        ("windows-1252", "Où ? À Sées, 5 €."),
    ],
)
def test_charsets(charset, encoded):
    raw = (
        f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + encoded.encode(charset)
    assert read_mail(raw).words == encoded


@pytest.mark.parametrize("charset", ["", "x-unknown", "utf-8", "us-ascii", "\x00", "é"])
def test_a_charset_that_lies_is_guessed(charset):
    raw = (
        f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + "Où ? 5 €.".encode("cp1252")
    assert read_mail(raw).words == "Où ? 5 €."


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "bulk"},
        {"Precedence": "Auto_Reply"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<liste.example>"},
        {"Return_Path": "<>"},
    ],
)
def test_nobody_wrote_it(headers):
    read = read_mail(mail(**headers).as_bytes())
    assert (read.is_automatic, read.is_bounce) == (True, False)


def test_a_person_may_say_that_they_are_one():
    assert not read_mail(mail(Auto_Submitted="no").as_bytes()).is_automatic


BOUNCE = b"""From: MAILER-DAEMON@mx.example
To: accueil@bocage.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce-1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I could not deliver your message.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; camille@exemple.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--x
Content-Type: message/rfc822

From: Bocage <bonjour@bocage.example>
To: camille@exemple.example
Message-ID: <0199@bocage.example>
Subject: Bonjour

Bonjour
--x--
"""


def test_a_bounce_tells_which_mail_did_not_arrive():
    read = read_mail(BOUNCE)

    assert (read.is_bounce, read.is_automatic) == (True, True)
    assert read.bounced_message_id == "<0199@bocage.example>"
    assert read.bounced_recipient == "camille@exemple.example"
    assert read.bounce_words == "550 5.1.1 no such user"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"From: \r\n\r\n",
        b"From: <<<>>>@@@\r\nTo: ;;;,,,\r\nSubject: =?utf-8?b?////?=\r\n\r\nOui",
        b"From: =?x-nope?q?=E9?= <a@b.example>\r\n\r\nOui",
        b"Content-Type: multipart/mixed\r\n\r\nrien",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 5000,
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Message-ID: " + b"<a@b>" * 1000 + b"\r\n\r\nOui",
        b"From: a@b.example\r\nSubject: " + b"x" * 100_000 + b"\r\n\r\nOui",
        b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nOui",
        b"From: \xff\xfe@\xfd\r\nTo: \xff\r\n\r\n\xff",
    ],
)
def test_whatever_is_sent_is_read_into_something(raw):
    read = read_mail(raw)

    assert read.message_id
    for text in (read.sender, read.subject, read.words, read.whole, read.message_id):
        assert "\x00" not in text
        text.encode()
    assert len(read.message_id) <= 255


def test_a_mail_without_an_identifier_is_recognised():
    raw = b"From: a@b.example\r\n\r\nOui"
    assert read_mail(raw).message_id == read_mail(raw).message_id
    assert read_mail(raw).message_id != read_mail(raw + b" !").message_id


HEAD = b"From: ada@bocage.example\r\nTo: equipe@bocage.example\r\nSubject: Bonjour\r\n"


@pytest.mark.parametrize(
    "content",
    [
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
            for depth in range(1500)
        ),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * MAX_MESSAGES,
        b"Cc: " + b"(" * 20_000 + b"\r\n\r\nx",
        b"X-Nothing: y\r\n" * 50_000 + b"\r\nx",
    ],
    ids=["parts in parts", "parts beside parts", "parentheses", "headers"],
)
def test_a_mail_made_to_exhaust_its_reader_is_read_for_its_headers(content):
    mail = read_mail(HEAD + content)

    assert (mail.sender, mail.subject) == ("ada@bocage.example", "Bonjour")
    assert mail.recipients == ("equipe@bocage.example",)


@pytest.mark.parametrize("name", ["Content-Type", "Content-Disposition", "Subject", "X-Nothing"])
def test_of_a_header_only_so_much_comes_to_the_parser_as_it_reads_in_no_time(name):
    message = _parsed(HEAD + f"{name}: text/plain".encode() + b"; a=b" * 400_000 + b"\r\n\r\nx")

    assert max(len(value) for _name, value in message.raw_items()) == LONGEST_PARSED
    assert len(list(message.walk())) == 1
