"""Signing in with a second step: an authenticator app, and a passkey of the computer."""

import base64
import hashlib
import hmac
import re
import struct
from email.utils import parsedate_to_datetime

from playwright.sync_api import expect

from tests.system.journey import Journey
from tests.system.service import TODAY

STEP_SECONDS = 30
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class _SigningIn(Journey):
    """What the two ways share."""

    def when_i_sign_in_with_my_password(self, role: str) -> None:
        self.when_i_open("/account/sign-in/")
        self.when_i_enter("Email address", f"{role.replace('_', '-')}@example.org")
        self.when_i_enter("Password", self.service.password)
        self.when_i_press("Sign in")

    def when_i_sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").first.click()
        self.page.wait_for_load_state("load")


class TestSigningInWithAnApp(_SigningIn):
    """The app is made here as the standard says (RFC 6238), from the key that the page shows."""

    def test_set_up_and_then_asked_for(self) -> None:
        self.given_i_am_not_signed_in()
        self.when_i_sign_in_with_my_password("director")
        self.when_i_open("/account/second-step/app/add/")
        self.key = self.page.locator("main").inner_text().partition("Key:")[2].splitlines()[0].replace(" ", "")
        self.when_i_enter("Code", self.code(ahead=0))
        self.when_i_press("Finish setting up")
        self.then_the_page_is_sound()
        self.given_i_am_not_signed_in()
        self.when_i_sign_in_with_my_password("director")
        self.then_the_page_is_sound()
        self.when_i_enter("Code", "000000")
        self.when_i_press(re.compile("Sign in|Continue"))
        self.then_i_see("There is a problem")
        self.when_i_enter("Code", self.code(ahead=1))
        self.when_i_press(re.compile("Sign in|Continue"))
        self.then_the_page_is_headed("Today")

    def code(self, *, ahead: int) -> str:
        """What the app shows at the service's present; `ahead` steps on, since a code is taken only once."""
        answer = self.context.request.get("/health/")
        now = parsedate_to_datetime(answer.headers["date"])
        assert now.date() == TODAY
        counter = struct.pack(">Q", int(now.timestamp()) // STEP_SECONDS + ahead)
        digest = hmac.new(base64.b32decode(self.key), counter, hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class TestSigningInWithAPasskey(_SigningIn):
    """The browser's own virtual authenticator stands for the fingerprint reader."""

    def test_added_and_then_enough_by_itself(self) -> None:
        self.given_i_am_not_signed_in()
        self.given_this_computer_has_a_fingerprint_reader()
        self.when_i_sign_in_with_my_password("iro")
        self.when_i_open("/account/second-step/passkeys/add/")
        self.when_i_enter("Name of this passkey", "Work laptop")
        self.when_i_press("Add a passkey")
        self.page.wait_for_url(lambda address: "/add/" not in address)
        self.then_the_page_is_sound()
        self.when_i_open("/account/second-step/passkeys/")
        self.then_i_see("Work laptop")
        self.when_i_sign_out()
        self.when_i_open("/account/sign-in/")
        self.when_i_press("Sign in with a passkey")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Today")

    def given_this_computer_has_a_fingerprint_reader(self) -> None:
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
