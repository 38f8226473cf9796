"""What the curriculum adds to Wagtail's admin: a switchboard."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import admin_history, deleting, playing, rich_text_editing, workflow_reports
from .views import copying, languages, notes, publishing, trees
from .viewsets import (
    LanguageWorkflowViewSet,
    LawGroup,
    TaughtGroup,
    TextsGroup,
    bank_files,
    exchange,
    machine_drafts,
    overviews,
    work_list,
)

register_snippet(TaughtGroup)
register_snippet(TextsGroup)
register_snippet(LawGroup)
register_snippet(LanguageWorkflowViewSet)

hooks.register("register_rich_text_features", rich_text_editing.register_features)
hooks.register("register_log_actions", admin_history.register_log)
hooks.register("before_delete_snippet", deleting.refuse_what_is_needed)
hooks.register("register_bulk_action", deleting.GuardedDelete, order=1)
hooks.register("before_serve_document", playing.in_pieces, order=100)
hooks.register("construct_snippet_action_menu", languages.offer_what_is_allowed)
hooks.register("construct_homepage_panels", workflow_reports.show_what_is_readable)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("texts/<slug:kind>/<int:pk>/", languages.TextsView.as_view(), name="curriculum_texts"),
        path(
            "texts/<slug:kind>/<int:pk>/take-over/",
            languages.TakeOverView.as_view(),
            name="curriculum_take_over",
        ),
        path(
            "texts/<slug:kind>/<int:pk>/confirm/", languages.ConfirmView.as_view(), name="curriculum_confirm"
        ),
        path(
            "texts/<slug:kind>/<int:pk>/confirm-all/",
            languages.ConfirmRowView.as_view(),
            name="curriculum_confirm_row",
        ),
        path(
            "texts/<slug:kind>/<int:pk>/machine/", machine_drafts.AskView.as_view(), name="curriculum_machine"
        ),
        path("translations/", overviews.MatrixView.as_view(), name="curriculum_matrix"),
        path("translations/mine/", work_list.WorkListView.as_view(), name="curriculum_work"),
        path("translations/files/", exchange.ExchangeView.as_view(), name="curriculum_exchange"),
        path("translations/machine/<int:pk>/", machine_drafts.BatchView.as_view(), name="curriculum_batch"),
        path("entities/citation/", rich_text_editing.check_citation, name="curriculum_check_citation"),
        path("entities/terms/", rich_text_editing.list_terms, name="curriculum_list_terms"),
        path(
            "texts/lesson/<int:pk>/substance/",
            publishing.SubstanceView.as_view(),
            name="curriculum_substance",
        ),
        path("tree/", trees.TreesView.as_view(), name="curriculum_trees"),
        path("tree/<int:pk>/", trees.TreeView.as_view(), name="curriculum_tree"),
        path("copy/<int:pk>/", copying.CopyingView.as_view(), name="curriculum_copying"),
        path("copy/<slug:kind>/<int:pk>/", copying.CopyView.as_view(), name="curriculum_copy"),
        path("notes/", notes.NotesView.as_view(), name="curriculum_notes"),
        path("notes/text/<int:pk>/", notes.TextNotesView.as_view(), name="curriculum_text_notes"),
        path("notes/<int:pk>/", notes.ThreadView.as_view(), name="curriculum_note_thread"),
        path(
            "questions/import/",
            bank_files.ImportQuestionsView.as_view(),
            name="curriculum_import_questions",
        ),
        path(
            "questions/export/",
            bank_files.ExportQuestionsView.as_view(),
            name="curriculum_export_questions",
        ),
        path("archive/<slug:kind>/<int:pk>/", languages.ArchiveView.as_view(), name="curriculum_archive"),
    ]


@hooks.register("register_icons")
def icons(known):
    return [*known, "curriculum/icons/sound.svg"]


@hooks.register("register_admin_menu_item")
def tree_in_the_menu():
    return trees.TreeMenuItem(
        trees.TreesView.page_title, reverse("curriculum_trees"), icon_name="list-ul", order=105
    )


@hooks.register("insert_global_admin_css")
def looks():
    return format_html('<link rel="stylesheet" href="{}">', static("curriculum/admin.css"))
