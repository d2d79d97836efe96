"""Services that answer well: every way to reach one, every kind of profile, and who is let in."""
import base64
import json
import shutil
import ssl
import subprocess
import urllib.parse

from certificates import Certificates
from harness import CPU, ENVIRONMENT, HEAP, PROFILES, Failed, Skipped, case, cases, expect, is_heap, same
from servers import Server, Service, header, reply, tls

KINDS = ["allocs", "block", "goroutine", "goroutineleak", "heap", "mutex", "threadcreate"]
# Those whose numbers are looked at too.
SHOWN = ["heap", "goroutine", "profile"]
TEXTS = ["heap?debug=1", "goroutine?debug=1", "goroutine?debug=2", "threadcreate?debug=1"]


def info(context, *arguments):
    """What `info` says of a profile, without where it is."""
    report = json.loads(context.gives("info", "--format", "json", *arguments))

    def without_names(value):
        if isinstance(value, dict):
            return {key: without_names(part) for key, part in value.items() if key not in ("file", "path", "name", "size", "bytes")}
        return [without_names(part) for part in value] if isinstance(value, list) else value
    return without_names(report)


@case
def every_kind_over_http(context):
    with Server(Service()) as server:
        for kind in KINDS:
            url = server.url(f"/debug/pprof/{kind}")
            same(info(context, url), info(context, PROFILES / f"{kind}.pb.gz"), kind)
            if kind in SHOWN:
                same(context.gives("top", url), context.gives("top", PROFILES / f"{kind}.pb.gz"), f"top of {kind}")


@case
def texts_over_http(context):
    with Server(Service()) as server:
        for text in TEXTS:
            path = context.folder / text.replace("?", ".")
            path.write_bytes(Service().text(text.split("?")[0], text[-1]).partition(b"\r\n\r\n")[2])
            same(info(context, server.url(f"/debug/pprof/{text}")), info(context, path), text)


@case
def cpu_takes_its_seconds(context):
    with Server(Service(wait=0.6)) as server:
        url = server.url("/debug/pprof/profile")
        same(info(context, "--seconds", 2, "--timeout", "900ms", url), info(context, CPU), "info")
        expect(server.heads[0].decode(), r"^GET /debug/pprof/profile\?seconds=2 HTTP/1.1\r\n")
        same(info(context, "--timeout", "900ms", url + "?seconds=2"), info(context, CPU), "info")


@case
def seconds_make_a_delta_that_check_refuses(context):
    with Server(Service(wait=0.01)) as server:
        for kind in ("heap", "goroutine", "allocs"):
            url = server.url(f"/debug/pprof/{kind}")
            done = context.run("check", "--seconds", 1, "--quiet", url)
            same(done.code, 2, "exit status")
            expect(done.err, rf"{kind}: it has a duration, so it is the difference between two snapshots; rules need the snapshots themselves; "
                             r"leave out --seconds")
            context.gives("info", "--seconds", 1, url)


@case
def user_agent_and_host(context):
    with Server(Service()) as server:
        is_heap(context, server.url())
        expect(header(server.heads[0], "User-Agent"), r"^pproftool/\d+\.\d+")
        same(header(server.heads[0], "Host"), server.place, "Host")
        same(header(server.heads[0], "Accept-Encoding"), "", "Accept-Encoding")


@case
def ipv6(context):
    try:
        server = Server(Service(), address=("::1", 0))
    except OSError as error:
        raise Skipped(f"no IPv6 here: {error}") from None
    with server:
        is_heap(context, server.url())


@case
def socket_in_the_file_system(context):
    path = context.folder / "app.sock"
    with Server(Service(), address=path) as server:
        is_heap(context, "http+unix://" + urllib.parse.quote(str(path), safe="") + "/debug/pprof/heap")
        same(header(server.heads[0], "Host"), "localhost", "Host")
        is_heap(context, "--unix-socket", path, "http://app.example/debug/pprof/heap")
        same(header(server.heads[1], "Host"), "app.example", "Host")
    url = "http+unix://" + urllib.parse.quote(str(path), safe="") + "/debug/pprof/heap"
    context.fails("info", url, says=rf"{path} refuses the connection: nothing listens there$")
    path.unlink()
    context.fails("info", url, says=rf"{path} cannot be reached: no such file or directory$")
    context.fails("info", "http+unix://" + "x" * 200 + "/debug/pprof/heap", says=r"cannot be reached: its path is too long for a socket$")


@case
def service_in_place_of_a_profile(context):
    with Server(Service()) as server:
        for path in ("", "/", "/debug/pprof", "/debug/pprof/"):
            context.fails("info", server.url(path), says=rf"is a service; name one of its profiles: http://{server.place}/debug/pprof/heap, ")
        same(server.heads, [], "requests")


@case
def statuses(context):
    with Server(Service()) as server:
        context.fails("info", server.url("/debug/pprof/heep"), says=r'404 Not Found: "Unknown profile"; the service has no profile of that name$')
        context.fails("info", server.url("/heap"), says=r'404 Not Found: "404 page not found"; is net/http/pprof registered there\?$')


@case
def several_addresses_and_files(context):
    with Server(Service()) as server:
        merged = context.folder / "merged.pb.gz"
        files = context.folder / "files.pb.gz"
        context.gives("merge", "-o", merged, server.url(), server.url(), says="")
        context.gives("merge", "-o", files, HEAP, HEAP, says="")
        same(merged.read_bytes(), files.read_bytes(), "merge")
        expect(context.gives("diff", HEAP, server.url(), says="").decode(), r"\Ainuse_space: 132.97MB → 132.97MB \(no change\)")


# MARK: TLS

def over_tls(context, name="good", **options):
    return Server(Service(), tls=tls(*context.certificates.get(name), **options))


@case
def https(context):
    with over_tls(context) as server:
        authority = ("--tls-ca", context.certificates.authority)
        is_heap(context, *authority, server.url())
        is_heap(context, *authority, server.url(host="localhost"))
        is_heap(context, server.url(), env={"SSL_CERT_FILE": str(context.certificates.authority)})
        is_heap(context, "--insecure", server.url())
        is_heap(context, server.url(scheme="https+insecure"))


@case
def https_over_ipv6(context):
    try:
        server = Server(Service(), address=("::1", 0), tls=tls(*context.certificates.get("good")))
    except OSError as error:
        raise Skipped(f"no IPv6 here: {error}") from None
    with server:
        is_heap(context, "--tls-ca", context.certificates.authority, server.url())


@case
def tls_versions(context):
    authority = ("--tls-ca", context.certificates.authority)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with over_tls(context, version=version) as server:
            is_heap(context, *authority, server.url())


@case
def tls_that_nobody_speaks(context):
    options = ("info", "--tls-ca", context.certificates.authority)
    old, poor = tls(*context.certificates.get("good")), tls(*context.certificates.get("good"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.TLSv1
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    # Of certificates of another kind than the server has.
    poor.maximum_version = ssl.TLSVersion.TLSv1_2
    poor.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
    for kind, says in ((old, r"the server speaks neither TLS 1\.2 nor 1\.3$"), (poor, r"the server refuses the TLS handshake; it may want")):
        with Server(Service(), tls=kind) as server:
            context.fails(*options, server.url(), says=says)
    closes = r"the server closed the connection without an answer; some servers"
    with Server(lambda connection, _: connection.recv(10), talks_first=True) as server:
        context.fails(*options, server.url(scheme="https"), says=closes)


@case
def unknown_authority(context):
    # The system's authorities do not know that of the tests; what stands in for them here are others.
    other, _ = context.certificates.get("other")
    with over_tls(context) as server:
        context.fails("info", "--tls-ca", other, server.url(),
                      says=r"the server's certificate is not signed by a known authority; --tls-ca names those to trust$")
        context.fails("info", server.url(), env={"SSL_CERT_FILE": str(other)}, says=r"is not signed by a known authority")


@case
def wrong_name(context):
    context.certificates.get("stranger", "DNS:stranger.example,DNS:*.example")
    with over_tls(context, "stranger") as server:
        context.fails("info", "--tls-ca", context.certificates.authority, server.url(host="localhost"),
                      says=r"the server's certificate is for stranger\.example, \*\.example, not for localhost$")
        context.fails("info", "--tls-ca", context.certificates.authority, server.url(), says=r"not for 127\.0\.0\.1$")


@case
def expired(context):
    context.certificates.expired()
    with over_tls(context, "expired") as server:
        context.fails("info", "--tls-ca", context.certificates.authority, server.url(), says=r"the server's certificate has expired$")


@case
def client_certificate(context):
    certificate, key = context.certificates.get("client")
    expired = context.certificates.get("expired-client", times=("-days", "-1"))
    strange = Certificates(context.folder / "strange").get("strange")
    encrypted = context.folder / "encrypted.key"
    context.certificates.openssl("ec", "-aes128", "-passout", "pass:x", "-in", str(key), "-out", str(encrypted))
    both = context.folder / "both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with over_tls(context, authority=context.certificates.authority, version=version) as server:
            options = ("info", "--tls-ca", context.certificates.authority)
            is_heap(context, *options[1:], "--tls-cert", certificate, "--tls-key", key, server.url())
            is_heap(context, *options[1:], "--tls-cert", both, server.url())
            wanted = r"the server (wants a client certificate that it trusts|refuses the TLS handshake; it may want a client certificate)" \
                     r"; --tls-cert and --tls-key give one$|closed the connection without an answer; some servers that want a client certificate do this$"
            context.fails(*options, server.url(), says=wanted)
            for pair in (strange, expired):
                context.fails(*options, "--tls-cert", pair[0], "--tls-key", pair[1], server.url(), says=wanted)
            context.fails(*options, "--tls-cert", context.folder / "none", server.url(), says=rf"{context.folder}/none: no such file")
            context.fails(*options, "--tls-cert", certificate, "--tls-key", context.certificates.get("good")[1], server.url(),
                          says=r"the client certificate cannot be used: .*good.key is not a matching PEM key, or it is encrypted$")
            context.fails(*options, "--tls-cert", certificate, "--tls-key", encrypted, server.url(),
                          says=r"the client certificate cannot be used: .*encrypted.key is not a matching PEM key, or it is encrypted$")
            context.fails(*options, "--tls-cert", HEAP, server.url(),
                          says=r"the client certificate cannot be used: .*heap.pb.gz has no PEM certificate$")


@case
def no_tls_and_tls(context):
    bad = reply("400 Bad Request", b"no\n", kind="text/plain")
    with Server(lambda connection, _: connection.sendall(bad), talks_first=True) as plain, over_tls(context) as secure:
        context.fails("info", "--insecure", plain.url(scheme="https"), says=r"does not speak TLS; did you mean http:// instead of https://\?$")
        context.fails("info", secure.url(scheme="http"), says=r"closed the connection without an answer|does not speak HTTP; did you mean https://")


@case
def authorities_that_are_none(context):
    empty = context.folder / "empty.pem"
    empty.write_bytes(b"")
    with over_tls(context) as server:
        for path in (context.folder / "nothing.pem", empty, HEAP):
            context.fails("info", "--tls-ca", path, server.url(), says=rf"the authorities in {path} cannot be read")
        same(server.heads, [], "requests")


# MARK: Who asks

USER, PASSWORD = "reader", "t0p-Secret:%/@ word"
BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@case
def user_and_password(context):
    with Server(Service(lambda head: header(head, "Authorization") == BASIC)) as server:
        file = context.folder / "password"
        file.write_text(PASSWORD + "\n")
        is_heap(context, "--user", USER, "--password", f"@{file}", server.url())
        is_heap(context, "--user", USER, "--password", "env:PASSWORD", server.url(), env={"PASSWORD": PASSWORD})
        quoted = urllib.parse.quote(PASSWORD, safe="")
        is_heap(context, f"http://{USER}:{quoted}@{server.place}/debug/pprof/heap")
        # The password of one is not for another.
        context.fails("info", "--user", "other", f"http://{USER}:{quoted}@{server.place}/debug/pprof/heap", says=r"401 Unauthorized")
        same(header(server.heads[-1], "Authorization"), "Basic " + base64.b64encode(b"other:").decode(), "user")
        context.fails("info", server.url(), says=r'401 Unauthorized: "who are you\?"; log in with --user and --password, --bearer or --header$')


@case
def bearer_and_headers(context):
    with Server(Service(lambda head: header(head, "Authorization") == "Bearer abc" or header(head, "X-Key") == "abc")) as server:
        (context.folder / "key").write_text("abc")
        is_heap(context, "--bearer", f"@{context.folder}/key", server.url())
        is_heap(context, "--header", f"X-Key: @{context.folder}/key", server.url())
        is_heap(context, "--header", "X-Key:env:KEY", server.url(), env={"KEY": "abc"})


cases([
    ("secret: no such file", ["--bearer", "@/nonexistent/x"], {}, r"the secret in /nonexistent/x: no such file or directory$"),
    ("secret: no variable", ["--bearer", "env:NONE"], {}, r"the secret in the variable NONE: is not set$"),
    ("secret: empty", ["--bearer", "env:X"], {"X": ""}, r"the secret in the variable X: is empty$"),
    ("secret: two lines", ["--bearer", "env:X"], {"X": "a\nHost: b"}, r"the secret in the variable X: has bytes that no header can hold; expected one line"),
], lambda context, options, env, says: context.fails("info", *options, "http://127.0.0.1:1/debug/pprof/heap", env=env, says=says))


@case
def secrets_over_plain_http_are_warned_of(context):
    done = context.run("info", "--bearer", "env:X", "--timeout", "100ms", "http://192.0.2.1/debug/pprof/heap", env={"X": "abc"})
    same(done.code, 2, "exit status")
    expect(done.err, r"^pproftool: http://192.0.2.1/debug/pprof/heap: warning: secrets are sent over plain http, where others can read them\n")
    context.fails("info", "--quiet", "--bearer", "env:X", "--timeout", "100ms", "http://192.0.2.1/debug/pprof/heap", env={"X": "abc"}, says=".")


# MARK: Go itself

PROGRAM = """
package main

import ("fmt"; "net"; "net/http"; "net/http/httptest"; _ "net/http/pprof"; "runtime"; "strings"; "sync")

var kept [][]byte

// What the handlers of net/http/pprof answered first, again and again: two answers of one moment.
var frozen sync.Map

func freeze(w http.ResponseWriter, r *http.Request) {
	r.URL.Path = strings.TrimPrefix(r.URL.Path, "/frozen")
	made := httptest.NewRecorder()
	answer, isOld := frozen.Load(r.URL.String())
	if !isOld {
		http.DefaultServeMux.ServeHTTP(made, r)
		answer, _ = frozen.LoadOrStore(r.URL.String(), made)
	}
	first := answer.(*httptest.ResponseRecorder)
	for key, values := range first.Header() { w.Header()[key] = values }
	w.WriteHeader(first.Code)
	w.Write(first.Body.Bytes())
}

func main() {
	http.HandleFunc("/frozen/", freeze)
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	for range 64 { kept = append(kept, make([]byte, 1<<20)) }
	for range 50 { go func() { select {} }() }
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil { panic(err) }
	fmt.Println(listener.Addr())
	panic(http.Serve(listener, nil))
}
"""


@case
def a_program_of_go(context):
    if not shutil.which("go"):
        raise Skipped("there is no go on the path")
    (context.folder / "main.go").write_text(PROGRAM)
    (context.folder / "go.mod").write_text("module service\n\ngo 1.22\n")
    subprocess.run(["go", "build", "-o", "service", "."], cwd=context.folder, check=True, capture_output=True)
    with subprocess.Popen([context.folder / "service"], stdout=subprocess.PIPE, text=True) as service:
        try:
            place = service.stdout.readline().strip()
            compare_with_go(context, f"http://{place}/debug/pprof")
        finally:
            service.kill()


def compare_with_go(context, folder):
    # A profile of the same moment cannot be had twice: what was saved is what is compared.
    for kind in SHOWN:
        seconds = ["--seconds", "1"] if kind == "profile" else []
        saved = context.folder / f"saved-{kind}"
        out = context.gives("top", "--quiet", *seconds, "--save", saved, f"{folder}/{kind}", says=rf"\Approftool: saved {saved}/.*\n\Z")
        [path] = saved.iterdir()
        same(context.gives("top", "--quiet", path), out, f"top of what was saved of {kind}")
        theirs = subprocess.run(["go", "tool", "pprof", "-top", path], capture_output=True, check=True, env=ENVIRONMENT).stdout
        same(numbers(out), numbers(theirs), f"go tool pprof of {kind}")
    with_curl(context, folder)


def numbers(top):
    """The rows of a table of `top`."""
    lines = top.decode().splitlines()
    at = next((place for place, line in enumerate(lines) if line.lstrip().startswith("flat ")), None)
    if at is None:
        raise Failed(f"no table in {top[:200]!r}")
    return [line.split() for line in lines[at:]]


def with_curl(context, folder):
    """Of one moment, what curl saves is what is fetched."""
    if not shutil.which("curl"):
        raise Skipped("there is no curl here")
    folder = folder.replace("/debug/", "/frozen/debug/")
    for kind in [*KINDS, *TEXTS, "profile?seconds=1"]:
        if kind == "goroutineleak":
            continue
        path = context.folder / kind.replace("?", ".")
        subprocess.run(["curl", "-s", "-f", "-o", path, f"{folder}/{kind}"], check=True)
        same(info(context, f"{folder}/{kind}"), info(context, path), f"curl of {kind}")
