"""Addresses of the doors."""

from django.urls import path

from samspil.identity.views import blocking, confirming, contacts, merging, people
from samspil.site.views import desk, feeds, front, health, me, municipalities, my_data, notices, opendata, search, style

app_name = "site"
urlpatterns = [
    path("", front.front, name="front"),
    path("soeg/", search.search, name="search"),
    path("kommuner/", municipalities.overview, name="municipalities"),
    path("kommuner/<slug:slug>/", municipalities.municipality, name="municipality"),
    path("kommuner/<slug:slug>/was/", municipalities.accessibility_statement, name="municipality_was"),
    path("was", municipalities.accessibility_overview, name="was"),
    path("was/", municipalities.accessibility_overview, name="was_with_slash"),
    path("min-side/", me.my_page, name="me"),
    path("min-side/adresse-virker/", notices.address_works, name="address_works"),
    path("min-side/besked/", notices.overview, name="notices"),
    path("min-side/besked/<int:notice_id>/", notices.follow, name="notice"),
    path("min-side/besked/fra/", notices.turn_off, name="notices_off"),
    path("min-side/besked/laest/", notices.read_all, name="notices_read"),
    path("min-side/besked/valg/", notices.choices, name="notice_choices"),
    path("min-side/mine-data/", my_data.overview, name="my_data"),
    path("min-side/mine-data/hent/", my_data.download, name="my_data_download"),
    path("min-side/mine-data/slet/", my_data.delete, name="delete_account"),
    path("konto-slettet/", my_data.deleted, name="account_deleted"),
    path("afmeld/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("bord/", desk.desk, name="desk"),
    path("bord/ny/<slug:slug>/", desk.write_new, name="desk_new"),
    path("bord/henvendelser/", desk.enquiries, name="desk_enquiries"),
    path("bord/henvendelser/<int:enquiry_id>/", desk.enquiry, name="desk_enquiry"),
    path("bord/personer/", people.overview, name="people"),
    path("bord/personer/<int:person_id>/<slug:role>/fjern/", people.take, name="take_role"),
    path("bord/organisationer/", confirming.overview, name="confirm_organisations"),
    path("bord/organisationer/dubletter/", merging.overview, name="duplicates"),
    path("bord/organisationer/dubletter/<int:merged_id>/<int:into_id>/", merging.merge, name="merge"),
    path("bord/organisationer/<int:organisation_id>/", confirming.answer, name="confirm_organisation"),
    path("bord/personer/spaer/", blocking.overview, name="blocking"),
    path("bord/personer/<int:person_id>/luk-op/", blocking.unblock, name="unblock"),
    path("bord/kommuner/", contacts.overview, name="contacts"),
    path("bord/kommuner/<slug:slug>/", contacts.municipality, name="contacts_of"),
    path("bord/kommuner/<slug:slug>/medarbejdere/", contacts.invite_staff, name="invite_staff"),
    path("stil/", style.style, name="style"),
    path("healthz", health.health, name="health"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("eksempler/nyt.atom", feeds.examples_feed, name="examples_feed"),
    path("artikler/nyt.atom", feeds.articles_feed, name="articles_feed"),
    path("jura/nyt.atom", feeds.answers_feed, name="answers_feed"),
    path("aabne-data/", opendata.overview, name="opendata"),
    path("aabne-data/samspil.zip", opendata.dump, name="opendata_dump"),
]
