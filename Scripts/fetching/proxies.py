"""Proxies: what is asked through one, and what is not."""
import base64

from harness import Failed, case, cases, is_heap, same
from servers import Proxy, Server, Service, header, reply, rests, tls

BASIC = "Basic " + base64.b64encode(b"gate:k:ey").decode()
# Of nobody: only a proxy leads there.
HOST = "service.test"


def answered_by(server, reached):
    if bool(server.heads) != reached:
        raise Failed(f"the proxy was {'not ' if reached else ''}asked")


@case
def through_a_proxy(context):
    with Server(Service()) as service, Server(Proxy(service.address)) as proxy:
        is_heap(context, f"http://{HOST}/debug/pprof/heap", env={"http_proxy": f"http://{proxy.place}"})
        is_heap(context, "--proxy", f"http://{proxy.place}", f"http://{HOST}/debug/pprof/heap")
        is_heap(context, f"http://{HOST}/debug/pprof/heap", env={"ALL_PROXY": f"http://{proxy.place}"})
        same(proxy.heads[0].split(b"\r\n")[0], f"GET http://{HOST}/debug/pprof/heap HTTP/1.1".encode(), "request")
        same(len(proxy.heads), 3, "requests")


@case
def through_a_tunnel(context):
    certificate = context.certificates.get("tunnel", f"DNS:{HOST}")
    with Server(Service(), tls=tls(*certificate)) as service, Server(Proxy(service.address)) as proxy:
        options = ("--tls-ca", context.certificates.authority, f"https://{HOST}/debug/pprof/heap")
        is_heap(context, *options, env={"HTTPS_PROXY": f"http://{proxy.place}"})
        is_heap(context, "--proxy", f"http://{proxy.place}", *options)
        same(proxy.heads[0].split(b"\r\n")[0], f"CONNECT {HOST}:443 HTTP/1.1".encode(), "request")
        # What is wrong beyond the tunnel is not the proxy's fault.
        context.fails("info", "--proxy", f"http://{proxy.place}", f"https://{HOST}/x", env={"SSL_CERT_FILE": str(context.certificates.get("other")[0])},
                      says=r"x: the server's certificate is not signed by a known authority")
    with Server(Service()) as plain, Server(Proxy(plain.address)) as proxy, Server(rests) as silent, Server(Proxy(silent.address)) as other:
        context.fails("info", "--proxy", f"http://{proxy.place}", "--insecure", "--connect-timeout", "700ms", f"https://{HOST}/x", within=0.7,
                      says=r"x: (not connected within 0.7 s|the server there does not speak TLS)")
        context.fails("info", "--proxy", f"http://{other.place}", "--insecure", "--connect-timeout", "500ms", f"https://{HOST}/x", within=0.5,
                      says=r"x: not connected within 0.5 s; --connect-timeout allows more time$")


@case
def secrets_are_not_for_the_proxy(context):
    certificate = context.certificates.get("tunnel", f"DNS:{HOST}")
    with Server(Service(), tls=tls(*certificate)) as service, Server(Proxy(service.address)) as proxy:
        options = ["--tls-ca", context.certificates.authority, "--proxy", f"http://{proxy.place}"]
        is_heap(context, *options, "--bearer", "env:X", "--header", "X-Key: env:X", f"https://{HOST}/debug/pprof/heap", env={"X": "hidden"})
        is_heap(context, *options, f"https://user:hidden@{HOST}/debug/pprof/heap")
        for head in proxy.heads:
            same((b"hidden" in head, header(head, "Authorization"), header(head, "X-Key")), (False, "", ""), "what the proxy sees")
        same(header(service.heads[0], "X-Key"), "hidden", "what the service sees")


@case
def password_of_a_proxy(context):
    certificate = context.certificates.get("tunnel", f"DNS:{HOST}")
    with Server(Service(), tls=tls(*certificate)) as service, Server(Proxy(service.address, BASIC)) as proxy:
        options = ("--tls-ca", context.certificates.authority, f"https://{HOST}/debug/pprof/heap")
        is_heap(context, "--proxy", f"http://gate:k%3Aey@{proxy.place}", *options)
        wanted = r"the proxy answered 407; it wants a user and a password; write them in its address: http://USER:PASSWORD@HOST:PORT$"
        context.fails("info", "--proxy", f"http://{proxy.place}", *options, says=wanted)
        context.fails("info", "--proxy", f"http://gate:wrong@{proxy.place}", *options, says=wanted)
    with Server(Service()) as service, Server(Proxy(service.address, BASIC)) as proxy:
        is_heap(context, "--proxy", f"http://gate:k%3Aey@{proxy.place}", f"http://{HOST}/debug/pprof/heap")
        context.fails("info", "--proxy", f"http://{proxy.place}", f"http://{HOST}/debug/pprof/heap", says=wanted)


def refuses(context, answer, pattern, scheme):
    with Server(answer) as proxy:
        context.fails("info", "--connect-timeout", "500ms", *(["--timeout", "500ms"] if scheme == "http" else []), "--proxy", f"http://{proxy.place}",
                      "--insecure", f"{scheme}://{HOST}/debug/pprof/heap", says=pattern, within=0.5)


cases([
    ("a proxy that is silent", rests, r"the proxy 127\.0\.0\.1:\d+ does not answer within 0.5 s; --connect-timeout allows more time$", "https"),
    ("a proxy that is silent, http", rests, r"connected, but no answer within 0.5 s", "http"),
    ("a proxy that refuses", lambda connection, _: connection.sendall(reply("403 Forbidden", b"no\n")), r"the proxy answered 403( Forbidden)?$", "https"),
    ("a proxy that fails", lambda connection, _: connection.sendall(reply("502 Bad Gateway", b"no\n")), r"the proxy answered 502( Bad Gateway)?$", "https"),
    ("a proxy that closes", lambda connection, _: None, r"the proxy cannot be used: it closes the connection$", "https"),
    ("a proxy of another protocol", lambda connection, _: connection.sendall(b"SSH-2.0-x\r\n"), r"the proxy cannot be used: ", "https"),
], refuses)


@case
def no_proxy_there(context):
    context.fails("info", "--proxy", "http://127.0.0.1:1", f"http://{HOST}/debug/pprof/heap",
                  says=rf"{HOST}/debug/pprof/heap: the proxy 127.0.0.1:1 refuses the connection: nothing listens there$")
    context.fails("info", "--proxy", "http://nobody.invalid:1", "--connect-timeout", "1s", f"http://{HOST}/debug/pprof/heap",
                  says=r"the proxy cannot be used: (there is no host named|no name server answers for) nobody\.invalid")


def chooses(context, env, host, reached):
    with Server(Service()) as service, Server(Proxy(service.address)) as proxy:
        place = f"http://{proxy.place}"
        done = context.run("info", "--connect-timeout", "300ms", f"http://{host}/debug/pprof/heap", env={"http_proxy": place, "HTTP_PROXY": place} | env)
        answered_by(proxy, reached)
        same(done.code, 0 if reached else 2, f"exit status ({done.err.strip()})")


# Who is asked through the proxy; the environment and the address.
cases([
    ("NO_PROXY: another", {"NO_PROXY": "other.test"}, HOST, True),
    ("NO_PROXY: the name", {"NO_PROXY": HOST}, HOST, False),
    ("NO_PROXY: a suffix", {"no_proxy": "a.example, .test"}, HOST, False),
    ("NO_PROXY: a domain", {"no_proxy": "test"}, HOST, False),
    ("NO_PROXY: part of a word", {"no_proxy": "vice.test"}, HOST, True),
    ("NO_PROXY: everything", {"NO_PROXY": "*"}, HOST, False),
    ("NO_PROXY: an address", {"NO_PROXY": "192.0.2.7"}, "192.0.2.7", False),
    ("NO_PROXY: CIDR", {"NO_PROXY": "10.0.0.0/8,192.0.2.0/24"}, "192.0.2.7", False),
    ("NO_PROXY: another CIDR", {"NO_PROXY": "192.0.3.0/24"}, "192.0.2.7", True),
    ("NO_PROXY: a port", {"NO_PROXY": "service.test:8080"}, f"{HOST}:8080", False),
    ("NO_PROXY: another port", {"NO_PROXY": "service.test:8081"}, f"{HOST}:8080", True),
    ("NO_PROXY: small letters first", {"no_proxy": "other.test", "NO_PROXY": "*"}, HOST, True),
    ("HTTP_PROXY of a CGI script", {"http_proxy": "", "REQUEST_METHOD": "GET"}, HOST, False),
], chooses)


@case
def loopback_is_asked_directly(context):
    with Server(Service()) as service, Server(Proxy(service.address)) as proxy:
        is_heap(context, service.url(), env={"http_proxy": f"http://{proxy.place}"})
        is_heap(context, service.url(host="localhost"), env={"http_proxy": f"http://{proxy.place}"})
        answered_by(proxy, False)
        is_heap(context, "--proxy", f"http://{proxy.place}", service.url())
        answered_by(proxy, True)
