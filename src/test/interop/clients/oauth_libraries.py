"""Python's OAuth and JOSE libraries, which know nothing of MCP: authlib, requests-oauthlib, PyJWT, joserfc. Prints a line for each that walked."""

import json
import os
import urllib.request

import jwt
import requests
from authlib.integrations.requests_client import OAuth2Session as AuthlibSession
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import KeySet
from requests_oauthlib import OAuth2Session

from text_browser import approve

ISSUER = os.environ["GATEHOUSE_ISSUER"]
RESOURCE = os.environ["GATEHOUSE_ORIGIN"] + "/mcp"
CALLBACK = "http://127.0.0.1:1/callback"
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http, on loopback


def main():
    metadata = requests.get(ISSUER + "/.well-known/oauth-authorization-server", timeout=20).json()
    token = with_authlib(metadata)
    with_requests_oauthlib(metadata)
    with_confidential_requests_oauthlib(metadata)
    with_pyjwt(metadata, token)
    with_joserfc(metadata, token)


def with_authlib(metadata):
    """Code with PKCE, a call, refresh, revocation."""
    session = AuthlibSession(
        registered(metadata, "none")["client_id"],
        token_endpoint_auth_method="none",
        scope="mcp.read notes:read",
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
    )
    verifier = "v" * 43
    url, state = session.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, resource=RESOURCE
    )
    token = session.fetch_token(
        metadata["token_endpoint"], authorization_response=approve(url), state=state, code_verifier=verifier
    )
    assert whoami(token["access_token"]) == "alice"
    refreshed = session.refresh_token(metadata["token_endpoint"], refresh_token=token["refresh_token"])
    assert refreshed["access_token"] != token["access_token"]
    assert session.revoke_token(metadata["revocation_endpoint"], refreshed["refresh_token"]).status_code == 200
    refused = requests.post(
        metadata["token_endpoint"],
        data={"grant_type": "refresh_token", "refresh_token": refreshed["refresh_token"], "client_id": session.client_id},
        timeout=20,
    )
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    walked("authlib")
    return token["access_token"]


def with_requests_oauthlib(metadata):
    """It raises "Scope has changed" where a scope that was granted, offline_access too, is not echoed."""
    client = registered(metadata, "none")
    session = OAuth2Session(
        client["client_id"], redirect_uri=CALLBACK, scope=["mcp.read", "offline_access"], pkce="S256"
    )
    url, _ = session.authorization_url(metadata["authorization_endpoint"], resource=RESOURCE)
    token = session.fetch_token(
        metadata["token_endpoint"], authorization_response=approve(url), include_client_id=True
    )
    assert whoami(token["access_token"]) == "alice"
    refreshed = session.refresh_token(metadata["token_endpoint"], client_id=client["client_id"])
    assert whoami(refreshed["access_token"]) == "alice"
    walked("requests-oauthlib")


def with_confidential_requests_oauthlib(metadata):
    """client_secret_basic, its default."""
    client = registered(metadata, "client_secret_basic")
    session = OAuth2Session(client["client_id"], redirect_uri=CALLBACK, scope=["mcp.read"], pkce="S256")
    url, _ = session.authorization_url(metadata["authorization_endpoint"], resource=RESOURCE)
    token = session.fetch_token(
        metadata["token_endpoint"], authorization_response=approve(url), client_secret=client["client_secret"]
    )
    assert whoami(token["access_token"]) == "alice"
    walked("requests-oauthlib, confidential")


def with_pyjwt(metadata, token):
    key = jwt.PyJWKClient(metadata["jwks_uri"]).get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key.key, algorithms=["RS256", "ES256"], audience=RESOURCE, issuer=ISSUER)
    assert claims["sub"] == "alice"
    walked("PyJWT")


def with_joserfc(metadata, token):
    keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"], timeout=20).json())
    assert joserfc_jwt.decode(token, keys, algorithms=["RS256", "ES256"]).claims["aud"] in (RESOURCE, [RESOURCE])
    walked("joserfc")


def registered(metadata, method):
    answer = requests.post(
        metadata["registration_endpoint"],
        json={
            "client_name": "Python",
            "redirect_uris": [CALLBACK],
            "grant_types": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_method": method,
        },
        timeout=20,
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def whoami(token):
    request = urllib.request.Request(
        os.environ["GATEHOUSE_ORIGIN"] + "/whoami", headers={"Authorization": "Bearer " + token}
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        return json.load(reply)["sub"]


def walked(library):
    print(f"walked: {library}", flush=True)


main()
