"""Addresses of the doors."""

from django.urls import URLPattern, URLResolver, include, path

from samspil.identity.views import assisted, blocking, confirming, contacts, merging, numbers, people, unled
from samspil.site.views import (
    alliance_from_need,
    desk,
    effort_paper,
    feeds,
    front,
    health,
    me,
    municipalities,
    my_data,
    notices,
    opendata,
    own_calendar,
    pledge_paper,
    search,
    style,
)

app_name = "site"
# By the first part of the address, so that few are tried before the right one.
MUNICIPALITIES = [
    path("", municipalities.overview, name="municipalities"),
    path("<slug:slug>/", municipalities.municipality, name="municipality"),
    path("<slug:slug>/was/", municipalities.accessibility_statement, name="municipality_was"),
]
OWN = [
    path("", me.my_page, name="me"),
    path("adresse-virker/", notices.address_works, name="address_works"),
    path("besked/", notices.overview, name="notices"),
    path("besked/<int:notice_id>/", notices.follow, name="notice"),
    path("besked/fra/", notices.turn_off, name="notices_off"),
    path("besked/laest/", notices.read_all, name="notices_read"),
    path("besked/valg/", notices.choices, name="notice_choices"),
    path("mine-data/", my_data.overview, name="my_data"),
    path("mine-data/hent/", my_data.download, name="my_data_download"),
    path("kalender/", own_calendar.address, name="own_calendar"),
    path("kalender/<slug:secret>/samspil.ics", own_calendar.calendar, name="own_calendar_file"),
    path("mine-data/slet/", my_data.delete, name="delete_account"),
]
WITHOUT_EMAIL = [
    path("", assisted.overview, name="assisted"),
    path("<int:assisted_id>/", assisted.person, name="assisted_person"),
    path("<int:assisted_id>/kode/", assisted.new_code, name="assisted_code"),
    path("<int:assisted_id>/fortalt/<int:notice_id>/", assisted.told, name="assisted_told"),
    path("<int:assisted_id>/slet/", assisted.delete, name="assisted_delete"),
]
DESK: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("ny/<slug:slug>/", desk.write_new, name="desk_new"),
    path("henvendelser/", desk.enquiries, name="desk_enquiries"),
    path("henvendelser/<int:enquiry_id>/", desk.enquiry, name="desk_enquiry"),
    path("soegninger/", desk.searches, name="desk_searches"),
    path("personer/", people.overview, name="people"),
    path("personer/<int:person_id>/<slug:role>/fjern/", people.take, name="take_role"),
    path("organisationer/", confirming.overview, name="confirm_organisations"),
    path("organisationer/dubletter/", merging.overview, name="duplicates"),
    path("organisationer/dubletter/<int:merged_id>/<int:into_id>/", merging.merge, name="merge"),
    path("organisationer/<int:organisation_id>/", confirming.answer, name="confirm_organisation"),
    path("organisationer/uden-administrator/<int:membership_id>/", unled.let_in, name="let_in_first"),
    path("organisationer/numre/<int:claim_id>/", numbers.decide, name="decide_number"),
    path("organisationer/<int:organisation_id>/nej/", confirming.decline, name="decline_organisation"),
    path("personer/spaer/", blocking.overview, name="blocking"),
    path("personer/<int:person_id>/luk-op/", blocking.unblock, name="unblock"),
    path("uden-mail/", include(WITHOUT_EMAIL)),
    path("kommuner/", contacts.overview, name="contacts"),
    path("kommuner/<slug:slug>/", contacts.municipality, name="contacts_of"),
    path("kommuner/<slug:slug>/medarbejdere/", contacts.invite_staff, name="invite_staff"),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("soeg/", search.search, name="search"),
    path("soeg/forslag", search.suggest, name="search_suggest"),
    path("kommuner/", include(MUNICIPALITIES)),
    path("behov/<slug:slug>/alliance/", alliance_from_need.start_from_need, name="alliance_from_need"),
    path("behov/<slug:slug>/tavshed/kvittering.pdf", pledge_paper.pledge_pdf, name="pledge_pdf"),
    path("behov/min-indsats/profil/<int:proof_id>/bevis.pdf", effort_paper.proof_pdf, name="proof_pdf"),
    path("was", municipalities.accessibility_overview, name="was"),
    path("was/", municipalities.accessibility_overview, name="was_with_slash"),
    path("min-side/", include(OWN)),
    path("konto-slettet/", my_data.deleted, name="account_deleted"),
    path("afmeld/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("bord/", include(DESK)),
    path("stil/", style.style, name="style"),
    path("healthz", health.health, name="health"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("eksempler/nyt.atom", feeds.examples_feed, name="examples_feed"),
    path("artikler/nyt.atom", feeds.articles_feed, name="articles_feed"),
    path("alliancer/nyt.atom", feeds.alliances_feed, name="alliances_feed"),
    path("jura/nyt.atom", feeds.answers_feed, name="answers_feed"),
    path("aabne-data/", opendata.overview, name="opendata"),
    path("aabne-data/samspil.zip", opendata.dump, name="opendata_dump"),
]
