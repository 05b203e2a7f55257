"""Addresses of offers and needs."""

from django.urls import URLPattern, URLResolver, include, path

from samspil.exchange.views import (
    browse,
    calendar,
    certificates,
    desk,
    feeds,
    matches,
    near,
    needs,
    offers,
    other_time,
    pairs,
    phoned,
    places,
    searches,
    shifts,
)

app_name = "exchange"

OFFERS: list[URLPattern | URLResolver] = [
    path("", browse.offers, name="offers"),
    path("giv/", offers.give, name="give"),
    path("tak/", offers.sent, name="offer_sent"),
    path("nyt.atom", feeds.offers_feed, name="offers_feed"),
    path("mine/", browse.own, name="own"),
    path("forslag/<int:match_id>/", matches.read, name="match"),
    path("forslag/<int:match_id>/svar/", matches.answer, name="answer_match"),
    path("bekraeft/<str:token>/", offers.confirm, name="confirm_offer"),
    path("<slug:slug>/", offers.read, name="offer"),
    path("<slug:slug>/ret/", offers.change, name="change_offer"),
    path("<slug:slug>/pause/", offers.move, {"errand": "pause"}, name="pause_offer"),
    path("<slug:slug>/aabn/", offers.move, {"errand": "resume"}, name="resume_offer"),
    path("<slug:slug>/tag-tilbage/", offers.move, {"errand": "end"}, name="end_offer"),
    path("<slug:slug>/brug/", matches.use, name="use_offer"),
    path("<slug:slug>/ledige/", offers.free, name="count_free"),
]
NEEDS: list[URLPattern | URLResolver] = [
    path("", browse.needs, name="needs"),
    path("nyt.atom", feeds.needs_feed, name="needs_feed"),
    path("kalender.ics", calendar.needs_calendar, name="needs_calendar"),
    path("naer/", near.needs_near, name="needs_near"),
    path("skriv/", needs.write, name="write_need"),
    path("soegninger/", searches.own, name="own_searches"),
    path("soegninger/gem/", searches.keep, name="keep_search"),
    path("soegninger/<int:search_id>/", searches.change, name="change_search"),
    path("bord/", desk.overview, {"staff": False}, name="own_desk"),
    path("bord/forslag/", desk.suggest, {"staff": False}, name="own_desk_suggest"),
    path("bord/opslag/", desk.poster, {"staff": False}, name="own_desk_poster"),
    path("attester/", certificates.overview, name="certificates"),
    path("attester/<int:organisation_id>/<int:person_id>/", certificates.note, name="note_certificate"),
    path("par/<int:pair_id>/", pairs.read, name="pair"),
    path("par/<int:pair_id>/ret/", pairs.change, name="change_pair"),
    *(path(f"par/<int:pair_id>/{address}/", pairs.answer, {"errand": errand}, name=f"{errand}_pair") for errand, address in pairs.ADDRESS_DA.items()),
    path("<slug:slug>/par/", pairs.of_need, name="pairs"),
    path("<slug:slug>/par/ny/", pairs.add, name="add_pair"),
    path("<slug:slug>/", needs.read, name="need"),
    path("<slug:slug>/ret/", needs.change, name="change_need"),
    path("<slug:slug>/vis/", needs.move, {"errand": "publish"}, name="publish_need"),
    path("<slug:slug>/luk/", needs.move, {"errand": "close"}, name="close_need"),
    path("<slug:slug>/opgave.ics", calendar.need_file, name="need_file"),
    path("<slug:slug>/giv/", matches.give_to, name="give_to_need"),
    path("<slug:slug>/liste/", desk.who_comes, name="who_comes"),
    path("<slug:slug>/ja/", places.say_yes, name="say_yes"),
    path("<slug:slug>/pladser/<int:signup_id>/afbud/", places.return_place, name="return_place"),
    path("<slug:slug>/pladser/<int:signup_id>/tag/", places.take, name="take_place"),
    path("<slug:slug>/pladser/<int:signup_id>/tid/", other_time.propose, name="propose_time"),
    path("<slug:slug>/pladser/<int:signup_id>/tid/svar/", other_time.answer, name="answer_time"),
    path("<slug:slug>/pladser/<int:signup_id>/nej/", places.decline, name="decline_place"),
    *(
        path(f"<slug:slug>/pladser/<int:signup_id>/{errand}/", places.answer, {"errand": errand}, name=f"{errand}_place")
        for errand in ("confirm", "attend", "miss", "excuse")
    ),
    path("<slug:slug>/aflys/", needs.move, {"errand": "cancel"}, name="cancel_need"),
]
SHIFTS: list[URLPattern | URLResolver] = [
    path("", shifts.roster, name="roster"),
    path("ny/", shifts.write, name="write_shifts"),
    path("fem-spoergsmaal/", shifts.weigh, name="weigh_roster"),
    path("vis/", shifts.show, name="show_roster"),
    path("forslag/", shifts.fill, name="fill_roster"),
    path("kan/", shifts.wish, name="wish_shifts"),
    path("liste/", shifts.on_paper, name="roster_on_paper"),
    path("<int:shift_id>/tag/", shifts.of_shift, {"errand": "take"}, name="take_shift"),
    path("<int:shift_id>/aflys/", shifts.of_shift, {"errand": "cancel"}, name="cancel_shift"),
    path("plads/<int:place_id>/afbud/", shifts.of_place, {"errand": "back"}, name="give_shift_back"),
    path("plads/<int:place_id>/soeg/", shifts.of_place, {"errand": "seek"}, name="seek_substitute"),
    path("plads/<int:place_id>/var-med/", shifts.of_place, {"errand": "attend"}, name="shift_attended"),
    path("plads/<int:place_id>/kom-ikke/", shifts.of_place, {"errand": "miss"}, name="shift_missed"),
    path("spurgt/<int:ask_id>/ja/", shifts.of_ask, {"errand": "yes"}, name="substitute_yes"),
    path("spurgt/<int:ask_id>/nej/", shifts.of_ask, {"errand": "no"}, name="substitute_no"),
]
NEEDS.append(path("<slug:slug>/vagter/", include(SHIFTS)))
ON_THE_DESK: list[URLPattern | URLResolver] = [
    path("", desk.overview, {"staff": True}, name="desk"),
    path("forslag/", desk.suggest, {"staff": True}, name="desk_suggest"),
    path("opslag/", desk.poster, {"staff": True}, name="desk_poster"),
    path("ringer/", phoned.offer, name="phoned_offer"),
    path("ringer/ja/", phoned.say_yes, name="phoned_yes"),
]
urlpatterns = [path("tilbud/", include(OFFERS)), path("behov/", include(NEEDS)), path("bord/tilbud-og-behov/", include(ON_THE_DESK))]
