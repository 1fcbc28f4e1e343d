from django.db import migrations, models


class Migration(migrations.Migration):
    """A board shows the projects that have a file, and counts the others: its indexes tell them
    apart without reading the projects."""

    costs = {
        "require-concurrent-index-creation": "Some thousand projects at most: 30 ms.",
        "require-concurrent-index-deletion": "In the transaction that makes them anew.",
    }
    dependencies = [("welcome", "0012_stays_have_a_second_wall")]

    operations = [
        migrations.RemoveIndex("settlementproject", "welcome_project_board"),
        migrations.RemoveIndex("settlementproject", "welcome_project_list"),
        migrations.RemoveIndex("settlementproject", "welcome_project_board_all"),
        migrations.AddIndex(
            "settlementproject",
            models.Index(
                condition=models.Q(("status", "open")),
                fields=["departement", "stage", "attention_at", "id"],
                include=("status", "answered_at", "erased_at"),
                name="welcome_project_board",
            ),
        ),
        migrations.AddIndex(
            "settlementproject",
            models.Index(
                condition=models.Q(("status", "open")),
                fields=["departement", "attention_at", "id"],
                include=("erased_at",),
                name="welcome_project_list",
            ),
        ),
        migrations.AddIndex(
            "settlementproject",
            models.Index(
                condition=models.Q(("status", "open")),
                fields=["stage", "attention_at", "id"],
                include=("status", "answered_at", "erased_at"),
                name="welcome_project_board_all",
            ),
        ),
    ]
