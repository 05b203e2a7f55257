"""Every address of Samspil. Rooms first; Wagtail answers what is left (pages of text)."""

from allauth.account.views import logout
from django.urls import include, path, re_path
from django.views.generic.base import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from samspil.content.views import account as admin_account
from samspil.content.views import reviewing
from samspil.site.api import api
from samspil.site.views.pictures import picture

handler400 = "samspil.site.views.failures.unreadable"
handler403 = "samspil.site.views.failures.forbidden"
handler404 = "samspil.site.views.failures.not_found"
handler500 = "samspil.site.views.failures.broken"

urlpatterns = [
    # The rooms most asked for come first: addresses are tried one by one.
    path("", include("samspil.knowledge.urls")),
    path("", include("samspil.site.urls")),
    path("", include("samspil.law.urls")),
    path("", include("samspil.alliances.urls")),
    path("", include("samspil.exchange.urls")),
    path("", include("samspil.funds.urls")),
    path("", include("samspil.moderation.urls")),
    path("", include("samspil.identity.organisation_urls")),
    path("konto/", include("samspil.identity.urls")),
    path("konto/", include("samspil.identity.account_urls")),
    path("api/v1/", api.urls),
    path("redaktion/account/", admin_account.settings),
    path("redaktion/pages/<int:page_id>/edit/", reviewing.edit),
    path("redaktion/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", reviewing.answer),
    path("redaktion/pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/", reviewing.ask),
    path("redaktion/logout/", logout),
    path("redaktion/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("redaktion/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    re_path(r"^medier/(?P<name>images/.*)$", picture, name="picture"),
    # Wagtail's own log-in page knows neither the second factor nor the limit on tries.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
]
