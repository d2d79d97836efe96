"""Nothing secret is shown: in what is printed, in names of files, nor in the list of processes."""
import pathlib
import subprocess
import urllib.parse

from harness import ENVIRONMENT, Failed, case, cases, same
from liars import HEAP, LENGTH, head, then_rests
from limits import kept, until
from servers import Proxy, Server, Service, reply, rests, tls

SECRET = "hunter2-Zq"
USER = "alice-Xw"


def hidden(context, *texts):
    """Fails if a secret is in any text."""
    for text in texts:
        for secret in (SECRET, USER, urllib.parse.quote(SECRET)):
            if secret in text:
                raise Failed(f"{secret} is in {text[:300]!r}")


def address(place, path="/debug/pprof/heap", scheme="http"):
    return f"{scheme}://{USER}:{SECRET}@{place}{path}"


def run(context, *arguments, env=None):
    done = context.run(*arguments, env=env)
    hidden(context, done.out.decode(errors="replace"), done.err)
    return done


@case
def secret_of_an_address_that_answers(context):
    folder = context.folder / "saved"
    with Server(Service()) as server:
        url = address(server.place)
        for arguments in (["top"], ["info", "--format", "json"], ["check", "--format", "json"],
                          ["flamegraph"], ["view", "-o", "-"], ["merge", "-o", "-"],
                          ["top", "--format", "markdown"]):
            done = run(context, *arguments, "--save", folder, url)
            # No rule is for a heap profile alone.
            if done.code not in (0, 1) and arguments[0] != "check":
                raise Failed(f"{arguments}: exit {done.code}: {done.err}")
            # Nothing is asked for twice.
            same(len(server.heads), len(kept(folder)), f"requests of {arguments}")
        hidden(context, *kept(folder))
        done = run(context, "diff", url, url)
        same(done.code, 0, f"diff: {done.err}")


@case
def secret_of_an_address_that_fails(context):
    with Server(lambda connection, _: connection.sendall(reply("403 Forbidden", b"no"))) as refusing, \
            Server(lambda connection, _: connection.sendall(reply("302 Found", b"", f"Location: {address('other.test')}"))) as redirecting, \
            Server(lambda connection, _: connection.sendall(reply("200 OK", b"no profile"))) as odd, Server(rests) as silent:
        for server in (refusing, redirecting, odd, silent):
            for command in ("info", "check"):
                same(run(context, command, "--timeout", "200ms", address(server.place), address(server.place)).code, 2, "exit status")


def fails_hidden(context, url):
    for command in ("info", "merge", "diff"):
        same(run(context, command, "--connect-timeout", "500ms", url, *([url] if command == "diff" else [])).code, 2, "exit status")


cases([
    ("secret: no host", f"http://{USER}:{SECRET}@/x"),
    ("secret: bad port", f"http://{USER}:{SECRET}@h:99999/x"),
    ("secret: bad escape", f"http://{USER}:{SECRET}%zz@h/x"),
    ("secret: blank", f"http://{USER}:{SECRET} x@h/x"),
    ("secret: no such name", f"http://{USER}:{SECRET}@nobody.invalid/x"),
    ("secret: a service", f"http://{USER}:{SECRET}@127.0.0.1:1/"),
    ("secret: refused", f"https://{USER}:{SECRET}@127.0.0.1:1/x"),
    ("secret: two at signs", f"http://{USER}:{SECRET}@{SECRET}@127.0.0.1:1/x"),
    ("secret: another scheme", f"ftp://{USER}:{SECRET}@127.0.0.1/x"),
    ("secret: capital letters", f"HTTP://{USER}:{SECRET}@127.0.0.1:1/x"),
    ("secret: a fragment", f"http://{USER}:{SECRET}@127.0.0.1:1/x#y"),
    ("secret: a slash in it", f"http://{USER}:{SECRET}/{SECRET}@127.0.0.1:1/x"),
    ("secret: a question mark in it", f"http://{USER}:{SECRET}?{SECRET}@127.0.0.1:1/x"),
], fails_hidden)


@case
def secret_in_place_of_its_place(context):
    for arguments in (["--password", SECRET, "--user", "x"], ["--bearer", SECRET], ["--header", f"Authorization: {SECRET}"], ["--header", SECRET],
                      [f"--bearer={SECRET}"]):
        same(run(context, "info", *arguments, "http://127.0.0.1:1/x").code, 2, "exit status")


@case
def secret_of_a_proxy(context):
    with Server(Service()) as service, Server(Proxy(service.address, "Basic none")) as proxy, Server(rests) as silent:
        for place in (proxy.place, silent.place, "127.0.0.1:1", "bad port"):
            for scheme in ("http", "https"):
                options = ("--insecure", "--timeout", "300ms", f"{scheme}://service.test/debug/pprof/heap")
                same(run(context, "info", "--proxy", address(place, "/"), *options).code, 2, "exit status")
                same(run(context, "info", *options, env={f"{scheme}_proxy": address(place, "/")}).code, 2, "exit status")


@case
def secret_in_the_list_of_processes(context):
    if not pathlib.Path("/proc/self/cmdline").exists():
        return
    with Server(then_rests(head(LENGTH), HEAP[:99])) as server:
        for arguments in ([address(server.place)], ["--proxy", address(server.place, ""), "http://service.test/debug/pprof/heap"],
                          [f"--proxy={address(server.place, '')}", "http://service.test/debug/pprof/heap"],
                          ["--proxy", f"{USER}:{SECRET}@{server.place}", "http://service.test/debug/pprof/heap"]):
            before = len(server.heads)
            with subprocess.Popen([context.program, "info", *arguments], stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
                try:
                    until(lambda before=before: len(server.heads) > before)
                    line = pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
                finally:
                    process.kill()
            hidden(context, line)
            if "info\0" not in line or "/" not in line:
                raise Failed(f"what is no secret is gone too: {line!r}")
            if b"Authorization: Basic" not in server.heads[-1]:
                raise Failed("the secret was not sent")


@case
def secret_over_tls(context):
    with Server(Service(), tls=tls(*context.certificates.get("good"))) as server:
        url = address(server.place, scheme="https")
        same(run(context, "info", "--tls-ca", context.certificates.authority, url).code, 0, "exit status")
        same(run(context, "info", url, env={"SSL_CERT_FILE": str(context.certificates.get("other")[0])}).code, 2, "exit status")
