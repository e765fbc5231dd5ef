"""What people read first: `READ-ME-FIRST.html`, and `bag-info.txt` for archives."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from caveat.export.bag import MANIFEST, SIGNATURE, TAG_FILES, TAG_MANIFEST, oxum
from caveat.export.signing import NAMESPACE
from caveat.export.statement import Statement
from caveat.projection.markup import long_date

_STYLE = """
body { max-width: 45rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.5 system-ui, sans-serif; }
pre, code { font-size: .9375rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { padding: .5rem .75rem; border: 1px solid; }
"""
_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{style_digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Read me first: {title}</title>
<style>{style}</style>
</head>
<body>
<main>
<p><b>{marking}</b> {handling}</p>
<h1>{library}</h1>
<p><b>{title}</b>, as at {released}. Copy number {sequence}{recipient}.</p>
<p><b>Issued on {issued}. Use until {expires}.</b> After that day do not rely on it: delete it, and \
ask for a new copy.</p>
<p><a href="data/index.html">Open the library: data/index.html</a></p>
<p>Nothing needs to be installed, and no network is used.</p>

<h2>Check it before you rely on it</h2>
<p>Anybody can change files on a disk, this page as well. A check tells.</p>
<p>You need the file <code>allowed_signers</code> of whoever makes these copies, and the name in it. \
Get it from them once, and compare the fingerprint of its key by telephone or on their letterhead. \
<b>Never trust a key, a fingerprint or a program that came with a copy</b>, and never follow a hint on a medium about \
where to get one.</p>
<p>With Caveat, check the file as it came, before you unpack it:</p>
<pre>caveat verify FILE --signers allowed_signers</pre>
<p>Without it, open a terminal in this folder and type these commands. Put the name from your file in the place \
of NAME, and the path of your file in the place of allowed_signers.</p>
<p>Linux:</p>
<pre>{linux}</pre>
<p>The first command says "Good" and who signed. The second says "OK" after every name. The third says {files}: more \
would be files that nobody signed for. Then compare the dates in <code>statement.json</code> with today's.</p>
<p>macOS (untested):</p>
<pre>{macos}</pre>
<p>Windows, in PowerShell (untested):</p>
<pre>{windows}</pre>
<p>If anything else is said, do not use the copy. Keep it, and tell whoever sent it.</p>

<h2>What was checked before it was made</h2>
<ul>
{checked}
</ul>
<p>Made by {tool}. SHA-256 of the content: <code>{content}</code>. \
SHA-256 of the edition's files: <code>{digest}</code>.</p>
</main>
</body>
</html>
"""
_VERIFY = f"ssh-keygen -Y verify -f allowed_signers -I NAME -n {NAMESPACE} -s {SIGNATURE}"
_WINDOWS = f"""\
cmd /c "{_VERIFY} < {TAG_MANIFEST}"
Get-Content {TAG_MANIFEST}, {MANIFEST} | ForEach-Object {{
  $sum, $name = $_ -split '  ', 2
  $is = (Get-FileHash -Algorithm SHA512 -LiteralPath $name).Hash
  if ($is -eq $sum) {{ "${{name}}: OK" }} else {{ "${{name}}: FAILED" }}
}}
(Get-ChildItem -Recurse -Force -File).Count"""


def read_me(said: Statement, payload: Mapping[str, bytes]) -> bytes:
    """The page that stands beside the edition. It holds no script, and no key."""
    sums = f"{TAG_MANIFEST} {MANIFEST}"
    count = "find . ! -type d | wc -l"
    texts = {
        "library": said.library,
        "title": said.title,
        "marking": said.marking,
        "handling": said.handling,
        "released": long_date(said.released),
        "sequence": str(said.sequence),
        "recipient": f", made for {said.recipient}" if said.recipient else "",
        "issued": long_date(said.issued),
        "expires": long_date(said.expires),
        # Both manifests count too: the one is among the tag files, the other and its signature are not.
        "files": str(len(payload) + len(TAG_FILES) + 2),
        "tool": said.tool,
        "content": said.content,
        "digest": said.digest,
        "linux": f"{_VERIFY} < {TAG_MANIFEST}\nsha512sum -c {sums}\n{count}",
        "macos": f"{_VERIFY} < {TAG_MANIFEST}\nshasum -a 512 -c {sums}\n{count}",
        "windows": _WINDOWS,
    }
    checked = "\n".join(f"<li>{escape(each)}</li>" for each in said.checked)
    style = {"style": _STYLE, "style_digest": b64encode(sha256(_STYLE.encode()).digest()).decode()}
    return _PAGE.format(**{name: escape(text) for name, text in texts.items()}, **style, checked=checked).encode()


def info(said: Statement, payload: Mapping[str, bytes]) -> dict[str, str]:
    """Label to value of `bag-info.txt` (RFC 8493, section 2.2.2), in its order."""
    about = f"{said.title} as at {said.released.isoformat()}, for use until {said.expires.isoformat()}"
    values = {
        "Source-Organization": said.library,
        "External-Description": about,
        "External-Identifier": folder_name(said),
        "Bagging-Date": said.issued.isoformat(),
        "Payload-Oxum": oxum(payload),
        "Bag-Software-Agent": said.tool,
    }
    # A value in one line: a line that starts with a space would continue it.
    return {label: " ".join(value.split()) for label, value in values.items()}


def folder_name(said: Statement) -> str:
    """The name of the copy's folder."""
    return f"{said.edition}-{said.sequence:04}"
