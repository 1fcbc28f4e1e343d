from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "bocage.workspaces"
    label = "workspaces"
