"""Filling an empty installation, and renewing a filled one: everything here may run again at any time."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.signal_handlers import disable_reference_index_auto_update

from samspil.content import loading as content_loading
from samspil.content.events import PageChanged
from samspil.content.files import ContentFile, html, read_folder
from samspil.content.models import HomePage, KleNumber, StandardPage, WelfareArea
from samspil.core import events
from samspil.identity import loading as identity_loading
from samspil.identity.domain.roles import FILE_PERMISSIONS, Role
from samspil.knowledge import loading as knowledge_loading
from samspil.law import loading as law_loading
from samspil.site import indexing, reference
from samspil.site.dumping import make_dump

REVIEW, READING = "Gennemsyn", "Fagfællens læsning"
AREAS = [
    ("aeldre", "Ældre"),
    ("sundhed", "Sundhed og forebyggelse"),
    ("psykisk-trivsel", "Psykisk trivsel"),
    ("handicap", "Handicap"),
    ("boern-unge", "Børn, unge og familier"),
    ("dagtilbud-skole", "Dagtilbud og skole"),
    ("beskaeftigelse", "Beskæftigelse og uddannelse"),
    ("integration", "Integration"),
    ("udsatte", "Socialt udsatte"),
    ("boligsocialt", "Boligsocialt arbejde"),
    ("kultur-fritid", "Kultur, idræt og fritid"),
    ("natur-klima", "Natur og klima"),
    ("lokalsamfund", "Lokalsamfund"),
    ("demokrati", "Demokrati og borgerinddragelse"),
]


def prepare() -> dict[str, int]:
    """Municipalities, groups, page tree, all content, the index and the open-data file; returns how many of each were written."""
    call_command("createcachetable", verbosity=0)
    identity_loading.load_municipalities()
    identity_loading.load_groups()
    load_taxonomies()
    home = load_home()
    give_rights(home)
    set_up_review(home)
    with disable_reference_index_auto_update():
        written = {"legal answers": law_loading.load(), "knowledge": knowledge_loading.load(), "pages": load_standard_pages(home)}
    if any(written.values()):
        call_command("rebuild_references_index", verbosity=0)
    # The index is built anew below, so what the loading told of its pages needs no delivery one by one.
    events.settle(PageChanged)
    events.deliver_waiting()
    written["index"] = indexing.renew_everything() + reference.renew_all()
    make_dump()
    return written


def load_taxonomies() -> None:
    """Welfare areas and KLE numbers."""
    for position, (key, name) in enumerate(AREAS):
        WelfareArea.objects.update_or_create(key=key, defaults={"name": name, "position": position})
    lines = (settings.CONTENT_DIR / "kle.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        number, title = line.split("\t")
        KleNumber.objects.update_or_create(number=number, defaults={"title": title})


def load_home() -> HomePage:
    """The front page as the root of the site, in place of Wagtail's welcome page."""
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        root.get_children().filter(slug="home").delete()
        home = HomePage(title="Samspil", slug="forside")
        Page.get_first_root_node().add_child(instance=home)
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if settings.HTTPS else 80)
    defaults = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": "Samspil"}
    Site.objects.update_or_create(is_default_site=True, defaults=defaults)
    return home


def give_rights(home: HomePage) -> None:
    """What each staff group may do with pages and pictures."""
    for name, rights in identity_loading.page_rights().items():
        group = Group.objects.get(name=name)
        for right in Permission.objects.filter(codename__in=rights, content_type__model="page"):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=right)
        root = Collection.get_first_root_node()
        for right in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)


def set_up_review(home: HomePage) -> None:
    """Every page below the front page goes through review by those who may publish; Wagtail's own workflow is out of use."""
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    task, _ = GroupApprovalTask.objects.get_or_create(name=READING)
    task.groups.set(Group.objects.filter(name__in=[Role.REVIEWER, Role.ADMINISTRATOR]))
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def load_standard_pages(home: HomePage) -> int:
    """Pages of text at the address their file names; parents come before children."""
    written = 0
    for file in sorted(read_folder(settings.CONTENT_DIR / "pages"), key=lambda f: f.head["path"].count("/")):
        parts = file.head["path"].strip("/").split("/")
        parent: Page = home
        for part in parts[:-1]:
            parent = Page.objects.child_of(parent).filter(slug=part).first() or content_loading.section(part, part.capitalize())
        written += content_loading.load_pages("page", parent, StandardPage, [relabelled(file, parts)], fill_standard)
    return written


def relabelled(file: ContentFile, parts: list[str]) -> ContentFile:
    """The file under the slug of its address."""
    return replace(file, slug=parts[-1])


def fill_standard(page: StandardPage, file: ContentFile) -> None:
    page.body = html(file.body)
    page.updated_on = file.head.get("updated")
