"""An authority of the tests' own and what it vouches for, made by the command openssl."""
import functools
import pathlib
import shutil
import subprocess
import threading

from harness import Skipped


class Certificates:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.lock = threading.Lock()

    @functools.cached_property
    def authority(self):
        self.folder.mkdir(exist_ok=True)
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test authority",
                     "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign", "-keyout", "ca.key", "-out", "ca.pem")
        return self.folder / "ca.pem"

    def get(self, name, names="DNS:localhost,IP:127.0.0.1,IP:::1", times=("-days", "2")):
        """The paths of a certificate and its key."""
        with self.lock:
            authority = self.authority
            certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
            if not certificate.exists():
                (self.folder / f"{name}.ext").write_text(f"subjectAltName={names}\n")
                self.openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                             "-keyout", key.name, "-out", f"{name}.csr")
                self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", authority.name, "-CAkey", "ca.key", "-CAcreateserial",
                             "-extfile", f"{name}.ext", *times, "-out", certificate.name)
            return certificate, key

    def expired(self):
        """A certificate that ended before it began to be used: of a day that is over."""
        return self.get("expired", times=("-days", "-1"))

    def openssl(self, *arguments):
        if not shutil.which("openssl"):
            raise Skipped("there is no openssl here")
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.strip()}")
