"""What every answer carries: security headers, and no caching of personal pages."""

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from dialogue.foundation.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _Sessions(SecureCookieSessionInterface):
    """No cookie, no keys to prepare: most who read a page bring none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the cookie, or an empty one."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def install(app: Flask, settings: Settings) -> None:
    """Set the headers; a page is personal (no-store) unless it said otherwise."""
    headers = dict(HEADERS)
    if settings.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    app.config.update(
        SESSION_COOKIE_NAME="__Host-dialogue" if settings.secure else "dialogue",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
    )
    app.session_interface = _Sessions()
    if settings.proxies:
        from werkzeug.middleware.proxy_fix import ProxyFix

        trusted = ProxyFix(
            app.wsgi_app, settings.proxies, settings.proxies, settings.proxies
        )
        app.wsgi_app = trusted  # type: ignore[method-assign]

    @app.after_request
    def protect(response: Response) -> Response:
        told = {name.lower() for name, _value in response.headers}
        response.headers.extend(
            (name, value) for name, value in headers.items() if name.lower() not in told
        )
        if "cache-control" not in told:
            response.headers["Cache-Control"] = "no-store"
            response.vary.add("Cookie")
        if request.path.startswith("/static/"):
            response.headers.pop("Content-Security-Policy", None)
        return response
