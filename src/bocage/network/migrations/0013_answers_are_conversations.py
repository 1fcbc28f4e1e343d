"""What was answered to notices becomes conversations, with the limits, the stop and the report that
these have. One conversation for each two people, whatever they wrote about."""

from django.db import migrations
from django.db.models import Q


def move_answers(apps, _schema_editor):
    """Thread by thread, the oldest first: a club has some hundreds of them."""
    message_model = apps.get_model("network", "NoticeMessage")
    written = message_model.objects.select_related("notice").order_by("written_at", "pk")
    threads = {}
    for message in written.iterator(chunk_size=1000):
        threads.setdefault((message.notice_id, message.answerer_id), []).append(message)
    for messages in threads.values():
        _move_thread(apps, messages)


def _move_thread(apps, messages):
    conversation_message = apps.get_model("network", "ConversationMessage")
    notice, answerer = messages[0].notice, messages[0].answerer_id
    last = messages[-1].written_at
    conversation = _conversation(apps, answerer, notice.author_id, messages[0].written_at, last)
    moved = [
        conversation_message.objects.create(
            conversation=conversation,
            author_id=notice.author_id if one.is_from_author else answerer,
            words=one.text,
            written_at=one.written_at,
        )
        for one in messages
    ]
    answered = next((one for one in moved if one.author_id == answerer), None)
    if answered is not None:
        apps.get_model("network", "NoticeAnswer").objects.create(
            notice=notice, answerer_id=answerer, message=answered, answered_at=answered.written_at
        )


def _conversation(apps, writer, reader, begun_at, last):
    model = apps.get_model("network", "Conversation")
    found = model.objects.filter(
        Q(writer=writer, reader=reader) | Q(writer=reader, reader=writer)
    ).first()
    if found is None:
        found = model.objects.create(
            writer_id=writer, reader_id=reader, begun_at=begun_at, last_written_at=last
        )
        side = apps.get_model("network", "ConversationSide")
        for person in (writer, reader):
            side.objects.create(conversation=found, person_id=person, seen_until=last)
    elif found.last_written_at < last:
        model.objects.filter(pk=found.pk).update(last_written_at=last)
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0012_who_answered_a_notice"),
    ]

    operations = [
        migrations.RunPython(move_answers, migrations.RunPython.noop, elidable=True),
    ]
