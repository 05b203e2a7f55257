"""Addresses of knowledge."""

from django.urls import path

from samspil.knowledge.views import browse, read, write

app_name = "knowledge"
urlpatterns = [
    path("eksempler/", browse.examples, name="examples"),
    path("eksempler/<slug:slug>/", read.example, name="example"),
    path("droeftelser/", read.guides, name="guides"),
    path("droeftelser/<slug:slug>/", read.guide, name="guide"),
    path("droeftelser/<slug:slug>/vis/", read.guide_slides, name="guide_slides"),
    path("artikler/", read.articles, name="articles"),
    path("artikler/<slug:slug>/", read.article, name="article"),
    path("publikationer/", read.publications, name="publications"),
    path("publikationer/<slug:slug>/", read.publication, name="publication"),
    path("konsulenter/", read.consultancies, name="consultancies"),
    path("konsulenter/<slug:slug>/", read.consultancy, name="consultancy"),
    path("ordbog/", read.glossary, name="glossary"),
    path("ordbog/<slug:slug>/", read.term, name="term"),
    path("kontakt/", write.contact, name="contact"),
    path("kontakt/tak/", write.thanks, name="thanks"),
]
