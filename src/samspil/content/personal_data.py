"""What the editors' tools keep of a person. Only staff have any of it."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, PageSubscription, Revision, TaskState, UploadedFile, WorkflowState
from wagtail.users.models import UserProfile

from samspil.content.models import SitePicture
from samspil.core.personal_data import Holding, Rows, Subject, rows_of


def export_texts(subject: Subject) -> Rows:
    """Pages the person began, and each time they saved one."""
    begun = rows_of(Page.objects.filter(owner_id=subject.person_id), "title", "first_published_at")
    return begun + rows_of(Revision.objects.filter(user_id=subject.person_id).order_by("pk"), "object_str", "created_at")


def export_log(subject: Subject) -> Rows:
    pages = rows_of(PageLogEntry.objects.filter(user_id=subject.person_id).order_by("pk"), "timestamp", "action", "label")
    return pages + rows_of(ModelLogEntry.objects.filter(user_id=subject.person_id).order_by("pk"), "timestamp", "action", "label")


def shred_log(subject: Subject) -> None:
    """The number stays; a label that is the person's own address does not."""
    for log in (PageLogEntry, ModelLogEntry):
        for address in subject.addresses:
            log.objects.filter(label__icontains=address).update(label="")


def export_reviews(subject: Subject) -> Rows:
    asked = rows_of(WorkflowState.objects.filter(requested_by_id=subject.person_id).order_by("pk"), "created_at", "status")
    return asked + rows_of(TaskState.objects.filter(finished_by_id=subject.person_id).order_by("pk"), "finished_at", "status", "comment")


def export_comments(subject: Subject) -> Rows:
    own = rows_of(Comment.objects.filter(user_id=subject.person_id).order_by("pk"), "created_at", "text")
    answers = rows_of(CommentReply.objects.filter(user_id=subject.person_id).order_by("pk"), "created_at", "text")
    return own + answers + rows_of(PageSubscription.objects.filter(user_id=subject.person_id), "page__title", "comment_notifications")


def files(subject: Subject) -> "list[QuerySet[Any]]":
    return [model.objects.filter(uploaded_by_user_id=subject.person_id).order_by("pk") for model in (SitePicture, Document)]


def export_files(subject: Subject) -> Rows:
    return [row for query in files(subject) for row in rows_of(query, "title", "created_at")]


def unfinished(subject: Subject) -> "QuerySet[Any]":
    found: QuerySet[Any] = UploadedFile.objects.filter(uploaded_by_user_id=subject.person_id)
    return found


def export_unfinished(subject: Subject) -> Rows:
    forms = rows_of(FormState.objects.filter(user_id=subject.person_id), "last_updated_at", "data") + rows_of(unfinished(subject), "file")
    return forms + rows_of(EditingSession.objects.filter(user_id=subject.person_id), "last_seen_at")


def shred_unfinished(subject: Subject) -> None:
    for upload in unfinished(subject):
        upload.file.storage.delete(upload.file.name)
        upload.delete()


def export_profile(subject: Subject) -> Rows:
    return rows_of(UserProfile.objects.filter(user_id=subject.person_id), "preferred_language", "current_time_zone", "theme", "density")


def shred_own_pictures(subject: Subject) -> None:
    for profile in UserProfile.objects.filter(Q(user_id=subject.person_id) & ~Q(avatar="")):
        profile.avatar.storage.delete(profile.avatar.name)


GONE = "Slettes med det samme."
HOLDINGS = (
    Holding(
        key="texts",
        staff=True,
        title="Tekster, du har skrevet eller rettet på redaktionen",
        why="Så det kan ses, hvordan en tekst er blevet til.",
        fate="Teksterne bliver, fordi de er udgivet af sitet. Dit navn og din e-mail forsvinder fra dem.",
        tables=("wagtailcore_page", "wagtailcore_revision"),
        export=export_texts,
    ),
    Holding(
        key="editing-log",
        staff=True,
        title="Loggen over, hvem der har ændret hvilken side",
        why="Så det kan ses, hvordan en tekst er blevet til.",
        fate="Bliver lige så længe som siden, med nummeret på din konto. Når kontoen er slettet, viser nummeret ikke, hvem du var.",
        tables=("wagtailcore_pagelogentry", "wagtailcore_modellogentry"),
        export=export_log,
        shred=shred_log,
    ),
    Holding(
        key="reviews",
        staff=True,
        title="Gennemsyn, du har bedt om eller svaret på",
        why="Så to har set hver tekst.",
        fate="Gennemsynet bliver lige så længe som siden. Det kan ikke ses, at det var dig.",
        tables=("wagtailcore_workflowstate", "wagtailcore_taskstate"),
        export=export_reviews,
    ),
    Holding(
        key="comments",
        staff=True,
        title="Dine kommentarer på kladder, og hvilke tekster du følger",
        why="Så I kan blive enige om en tekst.",
        fate="Slettes med det samme, også andres svar under dine kommentarer.",
        tables=("wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_pagesubscription"),
        export=export_comments,
    ),
    Holding(
        key="files",
        staff=True,
        title="Billeder og dokumenter, du har lagt op",
        why="Så de kan vises på siderne.",
        fate="Filerne bliver. Det kan ikke ses, at det var dig, der lagde dem op.",
        tables=("content_sitepicture", "wagtaildocs_document", "wagtailimages_image"),
        export=export_files,
    ),
    Holding(
        key="unfinished",
        staff=True,
        title="Det, du ikke er blevet færdig med på redaktionen",
        why="Så intet går tabt.",
        fate=GONE,
        tables=("wagtailcore_uploadedfile", "wagtailadmin_formstate", "wagtailadmin_editingsession"),
        export=export_unfinished,
        shred=shred_unfinished,
    ),
    Holding(
        key="profile",
        staff=True,
        title="Dine valg af, hvordan redaktionens sider ser ud",
        why="Så de ser ud, som du vil have.",
        fate=GONE,
        tables=("wagtailusers_userprofile", "wagtailcore_apitoken"),
        export=export_profile,
        shred=shred_own_pictures,
    ),
)
