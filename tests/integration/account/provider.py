"""An identity provider on the loopback: discovery, authorisation code with PKCE, RS256 id_token, keys, userinfo."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "openiro", "a secret of the client"


class Provider:
    """A provider whose one person is `claims`. `signs_with` may be another key than the one it publishes."""

    def __init__(self) -> None:
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "17", "email": "ada@example.gov.uk", "email_verified": True}
        self.token_claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def discovery(self) -> dict[str, Any]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()},
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The person has proved at the provider who they are: where their browser goes next."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256", "PKCE is not left out"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        is_right = (
            asked is not None
            and asked["code_challenge"] == proof.rstrip(b"=").decode()
            and asked["redirect_uri"] == sent.get("redirect_uri")
            and (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        )
        if not is_right:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims, **self.token_claims}
        id_token = jwt.encode(claims, self.signs_with, algorithm="RS256", headers={"kid": "first"})
        return 200, {"access_token": "for-userinfo", "token_type": "Bearer", "expires_in": 60, "id_token": id_token}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            """One request to the provider."""

            def do_GET(self) -> None:
                url = urlsplit(self.path)
                if url.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(_flat(url.query)))
                    self.end_headers()
                    return
                pages = {
                    "/.well-known/openid-configuration": provider.discovery,
                    "/keys": provider.keys,
                    "/userinfo": lambda: provider.claims,
                }
                self._say(200, pages[url.path]())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._say(*provider.token(_flat(body)))

            def _say(self, status: int, data: dict[str, Any]) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(data).encode())

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
