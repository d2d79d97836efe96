"""Names of hosts, as the statically linked program looks them up in a root of its own: without /etc, and with what is told it there.

Needs --static and root's rights, for chroot and for port 53 of addresses of this machine.
"""
import contextlib
import os
import shutil
import socket
import struct
import subprocess
import threading
import time

from harness import ENVIRONMENT, GRACE, Done, Failed, Skipped, Slow, case, expect, merged, one_line, same
from servers import Server, Service, tls

# Of this machine, and of nobody who listens there; each case has its own, for they run side by side.
SILENT, ANSWERING, STRANGE, QUIET = "127.53.53.1", "127.53.53.2", "127.53.53.3", "127.53.53.4"
HOST = "service.test"
A, NO_SUCH_NAME = 1, 3


class Root:
    """A root folder with the program in it, and what else is given."""

    def __init__(self, context, files=None):
        if not context.static:
            raise Skipped("--static names no program")
        if os.geteuid():
            raise Skipped("chroot takes root's rights")
        self.static, self.path = context.static, context.folder / "root"
        self.path.mkdir()
        # By a program of its own: a case that starts another one meanwhile would hold a file that is being written, and what is open for writing does not run.
        subprocess.run(["cp", self.static, self.path / "pproftool"], check=True)
        (self.path / "pproftool").chmod(0o755)
        for name, text in (files or {}).items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def run(self, *arguments, env=None):
        began = time.monotonic()
        done = subprocess.run(["chroot", self.path, "/pproftool", *map(str, arguments)], capture_output=True, env=ENVIRONMENT | (env or {}),
                              timeout=30, check=False)
        return Done(done.returncode, done.stdout, done.stderr.decode(errors="replace"), time.monotonic() - began)

    def is_heap(self, *arguments):
        done = self.run("merge", "-o", "-", *arguments)
        same((done.code, done.err), (0, ""), "exit status")
        same(done.out, merged(self.static), "merge")

    def fails(self, *arguments, says, within=1.0):
        done = self.run("info", *arguments)
        same(done.code, 2, f"exit status ({done.err.strip()})")
        one_line(done.err)
        expect(done.err, says)
        if done.seconds > within + GRACE:
            raise Slow(f"it took {done.seconds:.2f} s, more than {within} s")


class NameServer:
    """A name server that knows some hosts, all at 127.0.0.1; without any it is silent."""

    def __init__(self, address, hosts=()):
        self.hosts, self.asked = hosts, []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self.socket.bind((address, 53))
        except OSError as error:
            raise Skipped(f"no name server can be at {address}: {error}") from None
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def serve(self):
        while True:
            try:
                question, asker = self.socket.recvfrom(4096)
                if not question:
                    return
                if self.hosts:
                    self.socket.sendto(self.answer(question), asker)
            except OSError:
                return

    def answer(self, question):
        end, labels = 12, []
        while question[end]:
            labels.append(question[end + 1:end + 1 + question[end]].decode())
            end += 1 + question[end]
        name, (kind,) = ".".join(labels), struct.unpack("!H", question[end + 1:end + 3])
        self.asked.append(name)
        isKnown = name in self.hosts
        has = isKnown and kind == A
        head = question[:2] + struct.pack("!HHHHH", 0x8180 | (0 if isKnown else NO_SUCH_NAME), 1, int(has), 0, 0)
        record = struct.pack("!HHHIH", 0xC00C, A, 1, 60, 4) + socket.inet_aton("127.0.0.1") if has else b""
        return head + question[12:end + 5] + record


@case
def names_without_etc(context):
    root = Root(context)
    with Server(Service()) as server:
        root.is_heap(server.url())
        root.is_heap(server.url(host="localhost"))
        root.fails("--connect-timeout", "1s", server.url(host=HOST), says=rf"(no name server answers for|there is no host named) {HOST}$")


@case
def names_of_a_silent_server(context):
    root = Root(context, {"etc/resolv.conf": f"nameserver {SILENT}\n"})
    with NameServer(SILENT), Server(Service()) as server:
        root.fails("--connect-timeout", "700ms", server.url(host=HOST), says=rf"no name server answers for {HOST}$", within=0.7)
        root.fails("--timeout", "400ms", server.url(host=HOST), says=rf"no name server answers for {HOST}$", within=0.4)
        root.fails("--connect-timeout", "400ms", "--proxy", f"http://{HOST}:1", server.url(), says=rf"no name server answers for {HOST}$", within=0.4)
        root.is_heap(server.url())


@case
def names_of_a_silent_server_that_is_given_up(context):
    """The resolver gives up before the limit; asking again would go beyond it."""
    root = Root(context, {"etc/resolv.conf": f"nameserver {QUIET}\noptions timeout:1 attempts:1\n"})
    with NameServer(QUIET):
        for limit, says in (("1500ms", r"cannot be reached: there is no such name, or no name server answers$"),
                            ("4s", rf"no name server answers for {HOST}$")):
            root.fails("--connect-timeout", limit, f"http://{HOST}/x", says=says, within=1.5 if limit == "1500ms" else 4)


@case
def names_of_hosts_and_servers(context):
    root = Root(context, {"etc/resolv.conf": f"nameserver {ANSWERING}\nsearch corp.test test\n", "etc/hosts": "127.0.0.1 hosted\n"})
    with NameServer(ANSWERING, {HOST}) as names, Server(Service()) as server:
        root.is_heap(server.url(host="hosted"))
        same(names.asked, [], "what was asked for a name in hosts")
        root.is_heap(server.url(host=HOST))
        root.is_heap(server.url(host="service"))
        same("service.corp.test" in names.asked, True, "search domains")
        root.fails("--connect-timeout", "2s", server.url(host="nobody.test"), says=r"there is no host named nobody\.test$", within=2)


@case
def names_under_a_hostile_nsswitch(context):
    files = {"etc/resolv.conf": f"nameserver {STRANGE}\n", "etc/nsswitch.conf":
             "hosts: mymachines resolve [!UNAVAIL=return] mdns4_minimal [NOTFOUND=return] myhostname nothing files dns\n"}
    root = Root(context, files)
    isOther = add_libraries(root.path)
    with NameServer(STRANGE, {HOST}), Server(Service()) as server:
        root.is_heap(server.url(host=HOST))
        root.fails("--connect-timeout", "2s", server.url(host="nobody.test"), says=r"there is no host named nobody\.test$", within=2)
    if not isOther:
        raise Skipped("FETCHING_LIBRARIES names no folder of another system's libraries; without any it passed")


def add_libraries(root):
    """Puts another system's libraries into a root, as `dpkg-deb -x` unpacks libc6 and libnss-*; false if there are none."""
    folder = os.environ.get("FETCHING_LIBRARIES")
    if not folder:
        return False
    shutil.copytree(folder, root, symlinks=True, dirs_exist_ok=True)
    for name in ("lib", "lib64"):
        # What Debian's base-files has.
        if not (root / name).exists():
            (root / name).symlink_to(f"usr/{name}")
    if not list(root.rglob("libnss_*.so.2")):
        raise Failed(f"there is no libnss in {folder}")
    return True


@case
def no_authorities_at_all(context):
    root = Root(context)
    with Server(Service(), tls=tls(*context.certificates.get("good"))) as server:
        root.fails(server.url(), says=r"no certificate authorities are installed on this machine; --tls-ca names those to trust$")
        same(server.heads, [], "requests")
        shutil.copyfile(context.certificates.authority, root.path / "ca.pem")
        root.is_heap("--tls-ca", "/ca.pem", server.url())
