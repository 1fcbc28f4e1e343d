"""The mail server of the benches: what it has taken is what was handed over whole."""

import smtplib
import socket

from bench.harness.smtp_server import taking_mails


def test_a_mail_that_is_handed_over_is_noted_by_its_message_id():
    with taking_mails() as server, smtplib.SMTP("127.0.0.1", server.port) as client:
        client.sendmail(
            "a@exemple.example", "b@exemple.example", "Message-ID: <1@exemple>\n\nHello."
        )

        assert server.message_ids == ["<1@exemple>"]


def test_a_mail_whose_sender_dies_in_the_middle_is_not_taken():
    with taking_mails() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"DATA\r\nMessage-ID: <1@exemple>\r\n\r\nHal")
            client.shutdown(socket.SHUT_WR)
            while client.recv(1024):  # Until the server has ended the conversation.
                pass

        assert server.message_ids == []
