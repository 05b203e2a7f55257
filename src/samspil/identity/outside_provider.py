"""OpenID Connect as this house wants it, on allauth's flow: PKCE, state and nonce always; the ID token's signature, issuer, audience and time always
checked; nothing read but the ID token, and nothing kept of it but `OutsideIdentity`. Loaded at the first log-in through the provider.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string

from samspil.identity.domain.outside_login import OutsideIdentity, OutsideLogin, identity_in
from samspil.identity.outside_session import provider_here

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]  # none that a shared secret could sign
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
CLOCKS_DIFFER = 30  # seconds
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def app_of(login: OutsideLogin) -> SocialApp:
    """The provider as allauth wants it, in no table. Accounts are keyed by `provider_id`, which is the issuer, and the subject."""
    asked = {"acr_values": login.acr} if login.acr else {}
    how = {"server_url": login.issuer.rstrip("/"), "oauth_pkce_enabled": True, "scope": list(login.scopes), "auth_params": asked}
    return SocialApp(provider="openid_connect", provider_id=login.issuer, name=login.name, client_id=login.client_id, secret=login.secret, settings=how)


def read_id_token(credential: str, keys: dict[str, Any], login: OutsideLogin) -> dict[str, Any]:
    """The claims of an ID token that the provider signed for us and that holds now. OAuth2Error for any other."""
    try:
        wanted = jwt.get_unverified_header(credential).get("kid")
        known = jwt.PyJWKSet.from_dict(keys).keys
        fitting = [key for key in known if key.key_id == wanted] if wanted else known
        if len(fitting) != 1:
            raise OAuth2Error("unknown key")
        rules: Any = {"require": NEEDED}
        claims: dict[str, Any] = jwt.decode(
            credential, fitting[0].key, algorithms=ALGORITHMS, audience=login.client_id, issuer=login.issuer, leeway=CLOCKS_DIFFER, options=rules
        )
    except (jwt.PyJWTError, TypeError, ValueError, AttributeError) as error:
        raise OAuth2Error(type(error).__name__) from error
    return claims


class OutsideOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Talks to the provider. `state` is what was put in the session when the person left for it."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description; refused when it speaks for another issuer or leads to addresses without TLS."""
        known = getattr(self, "_openid_config", None)
        if known:
            return dict(known)
        described = super().openid_config
        login = provider_here()
        scheme = urlsplit(login.issuer).scheme
        right = isinstance(described, dict) and described.get("issuer") == login.issuer
        if not right or any(urlsplit(str(described.get(name, ""))).scheme not in {"https", scheme} for name in ENDPOINTS):
            del self._openid_config
            raise OAuth2Error("the provider's description is not of this issuer")
        return dict(described)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The installation's own address, whatever host the request named."""
        return f"{settings.BASE_URL}{reverse('outside_back')}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """The log-in of whom the ID token names. Userinfo is never asked for: what is not fetched cannot be kept."""
        login = provider_here()
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        claims = read_id_token(str(kwargs["response"].get("id_token", "")), answer.json(), login)
        found = identity_in(claims, login=login, nonce=self.state.get("nonce", ""))
        if isinstance(found, str):
            raise OAuth2Error(found)
        made: SocialLogin = self.get_provider().sociallogin_from_response(request, found)
        made.told = {"level": found.level or "", "at": datetime.now(UTC).isoformat(), "leave": self.leave()}
        return made

    def leave(self) -> str:
        """The provider's address for logging out there too, or ""."""
        address = str(self.openid_config.get("end_session_endpoint", ""))
        return address if urlsplit(address).scheme in {"https", urlsplit(provider_here().issuer).scheme} else ""


class OutsideProvider(OpenIDConnectProvider):
    """What is asked of the provider, and what is taken from it. Nothing that a visitor writes in an address changes either."""

    oauth2_adapter_class = OutsideOAuth2Adapter
    supports_token_authentication = False

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        asked = super().get_redirect_from_request_kwargs(request)
        process = AuthProcess.CONNECT if request.user.is_authenticated else AuthProcess.LOGIN
        nonce = get_random_string(32)
        mine = {"scope": self.get_scope(), "auth_params": {**self.get_auth_params(), "nonce": nonce}, "nonce": nonce, "person": request.user.pk}
        return {**asked, "process": process, **mine}

    def extract_uid(self, data: OutsideIdentity) -> str:
        return data.subject

    def extract_extra_data(self, data: OutsideIdentity) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: OutsideIdentity) -> dict[str, Any]:
        return {"email": data.email}

    def extract_email_addresses(self, data: OutsideIdentity) -> list[EmailAddress]:
        """A suggestion that stands in the form; proved by a code like any other."""
        return [EmailAddress(email=data.email, verified=False, primary=True)] if data.email else []


class OutsideCallbackView(OAuth2CallbackView):
    """Hands the adapter what the session kept, so that the ID token is held against it."""

    adapter: OutsideOAuth2Adapter

    def _get_state(self, request: HttpRequest, provider: OutsideProvider) -> tuple[dict[str, Any] | None, Any]:
        state, answer = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, answer
