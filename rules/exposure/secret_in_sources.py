"""No source that a map embeds holds a secret.

Why it matters: whoever has the map can read its sources as they were written; a private key or a token of the company in
them is public from the first request on, and bots look for exactly that. What a build inlines (`process.env.TOKEN`, a
`.env` that is imported) ends in a map like what was written by hand.

How to fix: withdraw the secret where it was issued, first: it has to be taken as known. Then move what needs it to the
server; deleting the map alone leaves it in the bundle beside it. A key that is meant to be public, for all its looks,
is accepted with `suppress`, path and reason.

Details: found is what has a form of its own, and what is not a placeholder: private keys that are whole (RSA, EC, Ed25519,
OpenSSH, PGP; with them service accounts of Google), tokens of GitHub, npm (both by their checksum), GitLab, Slack, Sentry,
DigitalOcean, Shopify, Hugging Face, Grafana, PlanetScale and PyPI, live secret keys of the form that Stripe has, API keys
of Anthropic, OpenAI, OpenRouter, SendGrid, Brevo, Postman, Linear, Supabase and Heroku, secret tokens of Mapbox, keys of
Azure's storage and Service Bus, webhooks of Slack and Discord, bot tokens of Telegram, and secrets of AWS and Twilio where
the ID that belongs to them is near. Passwords, JWTs and keys without a form are never found, publishable keys (`pk_live_`,
Firebase's `AIza…`) and test keys never reported, nor what stands in a source that is a test, a story or an example by its
name. A finding says the kind and the line in the source, and no report shows more of it than the four first characters of
the prefix that all of its kind have. Each secret is one finding in each map, up to 20.
"""

from smaplint.rule import ERROR, Bad, Good, Problem, Problems, SourceMap, Span, map_rule, quote

# The private key that RFC 8410 shows (section 10.3). What was issued by somebody's server has no place on a page.
_KEY = rb"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----"
# Made up, and in two parts: no scanner is to take this file for a leak.
_LIVE = "sk_live_" + "9fTq2LxVw7RbN4cKzPmJ8sHd"


@map_rule(
    since="0.1.0",
    when="secrets",
    # What `recommended` stops, `strict` stops too, though a family of its own.
    levels={"recommended": ERROR, "strict": ERROR},
    good=[
        Good({"sourcesContent": ["const key = 'pk_live_" + _LIVE[8:] + "';\n", None]}, note="made to be public"),
        Good({"sourcesContent": ["// ghp_" + "x" * 36 + " or ghp_1234567890abcdefghijklmnopqrstuvwxyz\n", None]}),
        Good({"sourcesContent": ["const id = 'AKIAIOSFODNN7EXAMPLE';\n", None]}, note="as AWS's documentation has it"),
        Good({"sources": ["src/pay.test.ts"], "sourcesContent": [f"const key = '{_LIVE}';\n"], "mappings": "AAAA"}),
        Good({"sourcesContent": ["if (/^-----BEGIN PRIVATE KEY-----/.test(text)) read(text);\n", None]}),
    ],
    bad=[
        Bad(
            b'{"version":3,"sources":["src/sign.ts"],"sourcesContent":["export const\\n key = `%b`;\\n"],"names":[],'
            b'"mappings":"AAAA"}' % _KEY,
            at="app.js.map:1:81",
            says="in its line 2",
        ),
        Bad(
            b'{"version":3,"sources":["src/sign.ts"],"sourcesContent":["key = \\"%b\\";\\n"],"names":[],"mappings":"AAAA"}'
            % _KEY.replace(b"\\n", b"\\\\n"),
            at="app.js.map:1:67",
            says="a private key",
            note="its line feeds are escaped in the source too",
        ),
    ],
    evidence="giantswarm/happa#4879",
)
def secret_in_sources(map: SourceMap) -> Problems:
    for secret in map.secrets:
        name = map.source_name(secret.source)
        looks = f" ({quote(secret.prefix + '…')})" if secret.prefix else ""
        more = (f"{secret.others:,} more secrets of this map are not listed",) if secret.others else ()
        yield Problem(
            f"the text of {quote(name)} holds {secret.kind}{looks} in its line {secret.line}; it should be withdrawn, and "
            "what needs it should run on the server",
            at=Span(secret.start, secret.end),
            notes=more,
            about=f"{name} {secret.kind}",
            redact=(secret.text,),
            original=(secret.source, secret.line - 1, 0),
        )
