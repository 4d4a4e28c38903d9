"""Secrets in embedded texts: which are found, which are none, and that no report shows one. And folders by their layout.

None of the keys was ever issued, but for the token of GitHub, which its holder published after it had been withdrawn (the
gist “base62 token format”), with its checksum. They are put together here, so that no scanner takes this file for a leak.
"""

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from smaplint.api import render
from smaplint.engine import lint, lint_files
from smaplint.exposure import find_secrets, is_on_server, public_folder
from smaplint.redact import masked_text
from smaplint.report import Report
from smaplint.rule import Severity
from smaplint.settings import Settings
from smaplint.testing import to_bytes

# Letters and figures without a pattern.
MIXED = "9fTq2LxVw7RbN4cKzPmJ8sHdG3yUe6AoXi5CvBkZ1tWnQrMjFhLp"
LOWER = "q7w3n5v8x2k9z4m6t1r0p3j8h5g2f7d4s9a6"
HEX = "9b3f70c2e5d8146a0fb7c93e6d2a58417c0e9f3b5a6d2814e7f09b3c5d6a8e12f4"
GITHUB = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"
STRIPE = "sk_live_" + MIXED[:24]
AWS_ID, AWS_SECRET = "AKIA" + "Q3W7RTYNPLKJH5ZD", "v8Kz/Qm3TnWb6Rj+XcY1LpD5gHsFa2" + "EuN7oViBqS"
# RFC 8410, section 10.3.
ED25519 = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
PEM = f"-----BEGIN PRIVATE KEY-----\n{ED25519}\n-----END PRIVATE KEY-----\n"

# (what it is said to be, the text, what of the text is the secret: "" for all)
SECRETS: list[tuple[str, str, str]] = [
    ("a GitHub token", GITHUB, ""),
    ("a GitHub token", "github_pat_" + MIXED[:22] + "_" + MIXED[::-1][:50] + MIXED[3:12], ""),
    ("a live secret key (Stripe's form)", STRIPE, ""),
    ("a live secret key (Stripe's form)", "rk_live_" + MIXED[:42], ""),
    ("a Shopify token", "shpat_" + HEX[:32], ""),
    ("a DigitalOcean token", "dop_v1_" + HEX[:64], ""),
    ("a Hugging Face token", "hf_" + "qWmZkTbXvRnLpYcHsJdGfUoEiAxBtNwVhK", ""),
    ("a Sentry token", "sntryu_" + HEX[:64], ""),
    ("a Sentry token", "sntrys_eyJ" + MIXED + MIXED[::-1] + "_" + MIXED[5:48], ""),
    ("a Grafana token", "glsa_" + MIXED[:32] + "_" + HEX[:8], ""),
    ("a Linear API key", "lin_api_" + MIXED[:40], ""),
    ("a Supabase secret key", "sb_secret_" + MIXED[:22] + "_" + MIXED[30:38], ""),
    ("a Supabase secret key", "sbp_" + HEX[:40], ""),
    ("a PlanetScale token", "pscale_tkn_" + MIXED[:43], ""),
    ("a GitLab token", "glpat-" + MIXED[:20], ""),
    ("a GitLab token", "glpat-" + MIXED[:27] + ".0" + "1" + LOWER[:7], ""),
    ("a Slack token", "xoxb-" + "730191371696-1413868247813-" + MIXED[:24], ""),
    ("a Slack token", "xapp-" + "1-A052FGTS2DL-5171572773297-" + HEX[:64], ""),
    ("an Anthropic API key", "sk-" + "ant-api03-" + (MIXED + MIXED[::-1])[:93] + "AA", ""),
    ("an OpenAI API key", "sk-" + MIXED[:20] + "T3BlbkFJ" + MIXED[20:40], ""),
    ("an OpenAI API key", "sk-" + "proj-" + (MIXED + MIXED[::-1])[:74] + "T3BlbkFJ" + (MIXED[::-1] + MIXED)[:74], ""),
    ("an OpenRouter API key", "sk-" + "or-v1-" + HEX[:64], ""),
    ("a Postman API key", "PMAK-" + HEX[:24] + "-" + HEX[24:58], ""),
    ("a PyPI token", "pypi-" + "AgEIcHlwaS5vcmc" + MIXED + MIXED, ""),
    ("a Brevo API key", "xkeysib-" + HEX[:64] + "-" + MIXED[:16], ""),
    ("a Heroku API key", "HRKU-" + "AA" + (MIXED + MIXED)[:58], ""),
    ("a SendGrid API key", "SG." + MIXED[:22] + "." + MIXED[:43], ""),
    ("a Mapbox secret token", "sk." + "eyJ" + MIXED + LOWER + "." + MIXED[:22], ""),
    (
        "a Slack webhook",
        "https://hooks.slack.com/services/" + "T024TTTTZ/B024BBBBW/" + MIXED[:24],
        "T024TTTTZ/B024BBBBW/" + MIXED[:24],
    ),
    (
        "a Discord webhook",
        "https://discord.com/api/webhooks/" + "830471940285710394/" + (MIXED + MIXED)[:68],
        "830471940285710394/" + (MIXED + MIXED)[:68],
    ),
    (
        "an Azure key",
        "AccountName=shelf;AccountKey=" + (MIXED + MIXED)[:43] + "/" + (MIXED[::-1])[:42] + "==;",
        (MIXED + MIXED)[:43] + "/" + (MIXED[::-1])[:42] + "==",
    ),
    ("an Azure key", "SharedAccessKey=" + MIXED[:30] + "+" + MIXED[30:42] + "=", MIXED[:30] + "+" + MIXED[30:42] + "="),
    (
        "a Telegram bot token",
        "https://api.telegram.org/bot" + "5830471940:AA" + MIXED[:33] + "/sendMessage",
        "5830471940:AA" + MIXED[:33],
    ),
    ("an AWS secret access key", f"id: '{AWS_ID}', key: '{AWS_SECRET}'", AWS_SECRET),
    ("an AWS secret access key", f"AWS_SECRET_ACCESS_KEY={AWS_SECRET}\nAWS_ACCESS_KEY_ID={AWS_ID}\n", AWS_SECRET),
    ("a Twilio secret", f"twilio('AC{HEX[:32]}', '{HEX[32:64]}')", HEX[32:64]),
    ("a private key", PEM, PEM.rstrip()),
    ("a private key", "const key = '" + PEM.replace("\n", "\\n") + "'", PEM.rstrip().replace("\n", "\\n")),
    ("a private key", f"const key = `{PEM}`", PEM.rstrip()),
    (
        "a private key",
        '"-----BEGIN PRIVATE KEY-----\\n" +\n  "'
        + ED25519[:40]
        + '" +\n  "'
        + ED25519[40:]
        + '\\n" +\n  "-----END PRIVATE KEY-----"',
        "",
    ),
    ("a private key", json.dumps({"type": "service_account", "private_key": PEM}), PEM.rstrip().replace("\n", "\\n")),
]

# Texts that look like one and are none.
NONE = [
    "pk_live_" + MIXED[:24],
    "sk_test_" + MIXED[:24],
    "AIza" + "SyB2x0Vq7mTn4Lr9WcKzPjH5dGfYe1UoXsA",
    "pk." + "eyJ" + MIXED + LOWER + "." + MIXED[:22],
    "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    f"key: '{AWS_ID}'",
    f"key: '{AWS_SECRET}'",
    f"key: '{AWS_ID}', sha: '{HEX[:40]}'",
    "ghp_" + "x" * 36,
    GITHUB[:-1] + "8",
    "ghp_1234567890abcdefghijklmnopqrstuvwxyz",
    "npm_" + MIXED[:36],
    "npm_config_registry_and_other_long_names_of_variables",
    "github_pat_" + "A" * 82,
    "sk_live_your_key_goes_here_please",
    "sk_live_XXXXXXXXXXXXXXXXXXXXXXXX",
    "glpat-xxxxxxxxxxxxxxxxxxxx",
    "glpat-EXAMPLE" + MIXED[:13],
    "xoxb-not-a-real-token-at-all",
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDJ\n-----END PRIVATE KEY-----",
    PEM.replace("PRIVATE", "PUBLIC"),
    "-----BEGIN CERTIFICATE-----\n" + ED25519 + "\n-----END CERTIFICATE-----",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "a" + STRIPE,
    "task-" + "proj-management-with-a-very-long-name-indeed-and-more",
    "5830471940:AA" + MIXED[:33],
    f"md5 of AC{HEX[:32]} is '{HEX[32:64]}'",
    "password = 'hunter2hunter2'",
]

# How JSON writers put a text between quotes; each reads back as the text.
WRITERS: dict[str, Callable[[str], str]] = {
    "JSON.stringify": lambda text: json.dumps(text, ensure_ascii=False),
    "PHP": lambda text: json.dumps(text).replace("/", "\\/"),
    "Gson": lambda text: json.dumps(text).replace("=", "\\u003d").replace("'", "\\u0027").replace("<", "\\u003c"),
    "System.Text.Json": lambda text: json.dumps(text).replace("+", "\\u002B").replace("'", "\\u0027"),
}


@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS)
def test_a_secret_is_found_where_it_stands(kind: str, text: str, secret: str) -> None:
    data = f"// ü\nconst a = [{text}];\n".encode()
    found = find_secrets(data)
    said = [(one.kind, data[one.start : one.end].decode()) for one in found]
    assert said == [(kind, secret or text)] or (not secret and said[0][1] in text and len(said) == 1)
    assert all(len(one.prefix) <= 4 and text.startswith(one.prefix) for one in found)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS)
def test_in_every_way_of_writing_json(kind: str, text: str, secret: str, writer: str) -> None:
    written = WRITERS[writer](f"let a;\nconst b = ({text})\n")
    data = b'["before",' + written.encode() + b"]"
    found = find_secrets(data)
    assert [one.kind for one in found] == [kind]
    assert json.loads('"' + data[found[0].start : found[0].end].decode() + '"').strip() in text


@pytest.mark.parametrize("text", NONE)
def test_what_is_none(text: str) -> None:
    for write in WRITERS.values():
        assert find_secrets(write(f"const a = {text};\n").encode()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("openssl", "genpkey", "-algorithm", "ed25519"),
        ("openssl", "genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"),
        ("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"),
        ("openssl", "genrsa", "-traditional", "2048"),
        ("openssl", "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:shelf"),
    ],
    ids=lambda command: "-".join(command[1:4]),
)
def test_keys_as_openssl_writes_them(command: tuple[str, ...]) -> None:
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except FileNotFoundError:
        pytest.skip("there is no openssl here")
    for written in (text, text.replace("\n", "\r\n"), json.dumps(text), json.dumps(json.dumps(text))):
        (found,) = find_secrets(written.encode())
        assert "private key" in found.kind
    # A key without its last line is none.
    lines = text.splitlines()
    del lines[len(lines) // 2]
    assert [one for one in find_secrets("\n".join(lines).encode()) if one.kind == "a private key"] == []


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" * 10_000,
        "-----BEGIN PRIVATE KEY-----" * 40_000,
        "-----BEGIN PRIVATE KEY-----" + "A" * 1_000_000,
        "AKIAQ3W7RTYNPLKJH5ZD " * 50_000,
        "sk-proj-" * 125_000,
        f"AC{HEX[:32]} twilio " * 20_000,
        "1" * 500_000 + ":AA" * 100_000,
        "-" * 1_000_000,
        "_" * 1_000_000,
        "\\u00" * 250_000,
        "hooks.slack.com/services/" * 40_000,
        "sk.eyJ" + "a" * 1_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    assert find_secrets(text.encode() + f" {GITHUB}".encode())[-1].kind == "a GitHub token"


# --- in a map


def _map(contents: list[str | None], sources: list[str] | None = None, **fields: object) -> bytes:
    named = sources or [f"src/{index}.ts" for index in range(len(contents))]
    return to_bytes({"sources": named, "sourcesContent": contents, "mappings": "AAAA", "names": [], **fields})


def _secrets_of(report: Report) -> list[str]:
    return [finding.message for finding in report.findings if finding.rule == "secret-in-sources"]


def test_each_secret_is_one_finding_with_the_line_of_its_source() -> None:
    data = _map(["let a;\n", None, f"// 1\r\n// 2\nlet b = '{GITHUB}', c = '{GITHUB}';\nlet d = '{STRIPE}';\n"])
    report = lint_files({"app.js.map": data}, Settings())
    first, second = [finding for finding in report.findings if finding.rule == "secret-in-sources"]
    assert first.message.startswith("the text of `src/2.ts` holds a GitHub token (`ghp_…`) in its line 3;")
    assert first.place.column == data.index(GITHUB.encode()) + 1
    assert "(`sk_l…`) in its line 4;" in second.message
    assert first.severity == Severity.ERROR
    assert first.fingerprint != second.fingerprint


def test_in_the_sections_of_an_index_map() -> None:
    inner = json.loads(_map([f"let b = '{GITHUB}';\n"]))
    data = to_bytes({"sections": [{"offset": {"line": 0, "column": 0}, "map": inner}]})
    assert len(_secrets_of(lint_files({"app.js.map": data}, Settings()))) == 1


def test_tests_and_examples_are_left_out_but_for_a_checksum() -> None:
    names = ["src/__tests__/a.ts", "src/a.spec.ts", "src/Pay.stories.tsx", "fixtures/a.js", "docs/examples/a.ts"]
    texts = [f"key = '{STRIPE}{number}'" for number in range(len(names))]
    assert _secrets_of(lint_files({"app.js.map": _map([*texts], names)}, Settings())) == []
    assert len(_secrets_of(lint_files({"app.js.map": _map([GITHUB], names[:1])}, Settings()))) == 1


def test_many_are_counted() -> None:
    keys = "\n".join(f"sk_live_{MIXED[:20]}{number:04}" for number in range(100, 125))
    report = lint_files({"app.js.map": _map([keys])}, Settings())
    findings = [finding for finding in report.findings if finding.rule == "secret-in-sources"]
    assert len(findings) == 20
    assert "5 more secrets of this map are not listed" in "".join(note for one in findings for note in one.notes)


def _broken(secret: str) -> dict[str, bytes]:
    """Files in which other rules have something to show at, before and behind the secret."""
    text = f"{secret}\n{secret}"
    code = f'let k="{secret}";\n' * 3
    inline = base64.b64encode(_map([f"let key = `{secret}`"])).decode()
    return {
        "a.js": code.encode() + b"//@ sourceMappingURL=a.js.map\n",
        "a.js.map": _map([text, text, text], sources=["a.ts"], mappings="AAAA,!AAAA,KAAAC"),
        "b.js.map": _map([text + "\ud800" + text]),
        "c.js.map": b'{"version":3,"sources":["a"],"sourcesContent":['
        + json.dumps(text).encode()
        + b'],"mappings":"AAAA",}',
        "d.js": f'let k="{secret}" '.encode()
        + f"\n//# sourceMappingURL=data:application/json;base64,{inline}\n".encode(),
        "e.js": f'let k="{secret}";//# sourceMappingURL=gone.js.map'.encode(),
        "f.js.map": _map(["a"], sources=[f"https://host/{secret}/a.ts?x={secret}"], mappings="AAAA,KAEA"),
        "g.js.map": _map(["a"], sources=["a.ts"], sourceContent=text),
        "h.js.map": b"let k = '" + secret.encode() + b"'",
    }


@pytest.mark.parametrize(
    "secret",
    [GITHUB, STRIPE, PEM.rstrip(), SECRETS[20][1], f"id='{AWS_ID}'; key='{AWS_SECRET}'"],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit"])
def test_no_report_shows_a_secret(secret: str, format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever rule has something to say of the text around it, and in whichever file."""
    monkeypatch.chdir(tmp_path)
    for name, data in _broken(secret).items():
        (tmp_path / name).write_bytes(data)
    report = lint(
        ["."], Settings(presets=("recommended", "private", "strict", "sentry"), fail_on=Severity.NOTE), jobs=1
    )
    assert len({finding.rule for finding in report.findings}) > 8
    assert any(finding.rule == "secret-in-sources" for finding in report.findings)
    shown = render(report, format_)  # type: ignore[arg-type]  # the formats
    body = AWS_SECRET if AWS_SECRET in secret else secret
    # No eight characters of it, but for those of the prefix that all have, and of the armour.
    pieces = {body[at : at + 8] for at in range(12, len(body) - 8)} - {
        "-----BEGIN",
        *_pieces("-----BEGIN PRIVATE KEY-----"),
    }
    pieces = {piece for piece in pieces if "\n" not in piece and "-----" not in piece and piece not in "T3BlbkFJ"}
    assert [piece for piece in sorted(pieces) if piece in shown] == []


def _pieces(text: str) -> set[str]:
    return {text[at : at + 8] for at in range(len(text) - 7)}


def test_a_message_is_masked_where_it_quotes_one() -> None:
    assert masked_text(f"`{GITHUB}` is no name", ()) == "`***` is no name"


# --- folders


@pytest.mark.parametrize(
    ("path", "public", "server"),
    [
        ("dist/app.js.map", "", False),
        ("dist/assets/app.js.map", "dist/assets", False),
        ("public/app.js.map", "public", False),
        ("wwwroot/js/app.js.map", "wwwroot", False),
        ("build/static/js/main.js.map", "build/static", False),
        (".next/static/chunks/a.js.map", ".next/static", False),
        (".next/server/app/page.js.map", "", True),
        (".next/standalone/.next/server/a.js.map", "", True),
        (".next/standalone/.next/static/a.js.map", ".next/static", False),
        (".output/public/_nuxt/a.js.map", ".output/public", False),
        (".output/server/chunks/a.mjs.map", "", True),
        (".svelte-kit/output/client/a.js.map", ".svelte-kit/output/client", False),
        (".svelte-kit/output/server/a.js.map", "", True),
        ("build/client/assets/a.js.map", "build/client", False),
        ("build/server/index.js.map", "", True),
        ("dist/shop/browser/main.js.map", "dist/shop/browser", False),
        ("dist/shop/server/server.mjs.map", "", True),
        ("apps/shop/dist/server/a.js.map", "", True),
        ("src/server/a.js.map", "", False),
    ],
)
def test_layouts(path: str, public: str, server: bool) -> None:
    assert public_folder(path) == public
    assert is_on_server(path) is server


def test_the_note_names_the_folder_that_is_published() -> None:
    report = lint_files({"public/a.js.map": to_bytes({}), "lib/b.js.map": to_bytes({})}, Settings())
    (note,) = [finding for finding in report.findings if finding.rule == "public-map-exposure"]
    assert note.severity == Severity.NOTE
    assert "(`public`)" in note.message


# --- names of sources

ENV = "DATABASE_URL=postgres://shelf\nAPI_SECRET=none-of-yours\n"


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        (".env", ENV, "error"),
        ("../../.env.production.local", ENV, "error"),
        ("webpack://shelf/./.env?raw", "export default " + json.dumps(ENV), "error"),
        ("!raw-loader!./.env", "module.exports = " + json.dumps(ENV), "error"),
        ("config\\.env", ENV, "error"),
        (".env", "export VITE_A=1\nexport SECRET='x'\n", "error"),
        (".env", None, "warning"),
        (".env", "", ""),
        (".env", "# SECRET=\nVITE_A=1\nNEXT_PUBLIC_B=2\nPORT=3\n", ""),
        (".env", "SECRET=\n", ""),
        (".env.example", ENV, ""),
        (".env.d.ts", ENV, ""),
        (".env.js", ENV, ""),
        ("src/env.ts", ENV, ""),
        ("node_modules/x/.env", ENV, ""),
        ("keys/id_ed25519", "x", "error"),
        ("service-account.json", "{}", "error"),
        ("serviceAccountKey.json", None, "warning"),
        ("infra/prod.tfvars", "a = 1", "error"),
        (".npmrc", "//registry/:_authToken=x", "error"),
        ("ca.pem", "-----BEGIN CERTIFICATE-----", ""),
        ("server.key", "export default '/assets/server.a1b2.key'", ""),
        ("server.key", "-----BEGIN EC PRIVATE KEY-----\nunusual\n", "error"),
        ("src/i18n/keys.key.ts", "a", ""),
        ("src/Account.tsx", "a", ""),
    ],
)
def test_files_that_must_stay_inside(source: str, text: str | None, said: str) -> None:
    report = lint_files({"app.js.map": _map(["let a;\n", text], ["src/main.ts", source])}, Settings())
    found = [finding.severity.word for finding in report.findings if finding.rule == "sensitive-source"]
    assert found == ([said] if said else [])


@pytest.mark.parametrize(
    ("path", "source", "said"),
    [
        ("dist/client/a.js.map", "app/session.server.ts", "warning"),
        ("dist/client/a.js.map", "src/routes/+page.server.ts", "warning"),
        ("dist/client/a.js.map", "src/routes/api/+server.ts", "warning"),
        ("dist/client/a.js.map", "src/lib/server/db.ts", "warning"),
        ("dist/client/a.js.map", "app/.server/db.ts", "warning"),
        (".next/static/chunks/a.js.map", "src/server/db.ts", "note"),
        (".next/static/chunks/a.js.map", "node_modules/next/dist/server/a.ts", ""),
        (".next/static/chunks/a.js.map", "src/observer/db.ts", ""),
        (".next/static/chunks/a.js.map", "src/server.ts", ""),
        (".next/server/chunks/a.js.map", "src/server/db.ts", ""),
        ("build/server/a.js.map", "app/session.server.ts", ""),
        ("dist/a.js.map", "app/session.server.ts", ""),
    ],
)
def test_modules_for_the_server(path: str, source: str, said: str) -> None:
    report = lint_files({path: _map(["let a;\n"], [source])}, Settings())
    found = [finding.severity.word for finding in report.findings if finding.rule == "sensitive-source"]
    assert found == ([said] if said else [])


def test_a_key_that_is_told_is_not_told_twice() -> None:
    report = lint_files({"app.js.map": _map([PEM], ["keys/server.key"])}, Settings())
    rules = [finding.rule for finding in report.findings if finding.severity == Severity.ERROR]
    assert rules == ["secret-in-sources"]
