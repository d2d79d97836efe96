import Foundation
import TestSupport
import Testing

/// File errors while reading and writing: one clear line, exit status 2, and no partial output.
@Suite struct FaultTests {
  private static let profile = FixtureFiles.path("wire/gzip.pb.gz")
  private static let large = FixtureFiles.path("writers/ddtrace.pb.gz")

  /// A bash command, with `$1` a profile and `$2` an empty folder, and the end of its error line.
  static let refused: [(command: String, error: String)] = [
    ("\"$program\" info /proc/self/mem", "/proc/self/mem: input/output error"),
    ("head -c 200 \"$1\" | \"$program\" info -", "it ends after 200 compressed bytes"),
    (
      "mkfifo \"$2/p\"; head -c 100 \"$1\" >\"$2/p\" & \"$program\" top \"$2/p\"; rm \"$2/p\"",
      "it ends after 100 compressed bytes"
    ),
    ("\"$program\" top <\"$2\" -", "standard input: is a folder, not a profile"),
    ("\"$program\" convert \"$1\" -o \"$2\"", ": is a directory"),
    ("\"$program\" convert \"$1\" -o \"$2/\"", ": is a directory"),
    (
      "\"$program\" convert \"$1\" -o \"$2/none/a.pb\"", "/none/a.pb: there is no folder /"
    ),
    ("\"$program\" merge \"$1\" \"$2/none\" -o \"$2/a.pb.gz\"", "none: no such file or directory"),
    (
      "ln -s l \"$2/l\"; \"$program\" info \"$2/l\"; rm \"$2/l\"",
      "too many levels of symbolic links"
    ),
    ("\"$program\" convert \"$1\" --to json -o /dev/full", "/dev/full: no space left on device"),
    ("\"$program\" info /dev/null", "/dev/null: is empty"),
    (
      "\"$program\" info /dev/zero",
      "/dev/zero: begins with the bytes 00 00 00, unlike any known format: pproftool help formats"
    ),
    ("\"$program\" top \"\"", "pproftool: '': no such file or directory"),
    ("\"$program\" convert \"$1\" -o \"\"", "pproftool: '': no such file or directory"),
    (": >\"$2/e\"; \"$program\" top \"$2/e\"; rm \"$2/e\"", "/e: is empty"),
  ]

  @Test(arguments: refused)
  func aFaultIsOneLineAndLeavesNothing(_ command: String, _ error: String) throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "(\(command)); status=$?; wait; exit $status", Self.large, scratch.path)
    #expect(run.errors.hasPrefix("pproftool: "))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains(error), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(scratch.names.isEmpty)
  }

  /// A full disk: a private file system of 16 kB.
  @Test func aFullDiskKeepsTheOldFile() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      unshare -m bash -c 'mount -t tmpfs -o size=16k none "$2" || exit 77
        echo old >"$2/a.json"; "$0" convert "$1" -o "$2/a.json"; status=$?
        ls -A "$2"; cat "$2/a.json"; exit $status' "$program" "$@" 2>&1
      """, Self.large, scratch.path)
    guard run.status != 77, !run.text.contains("unshare") else {
      return print("skipped: only the superuser can mount a small file system")
    }
    #expect(run.status == 2)
    #expect(run.text.hasSuffix("a.json: no space left on device\na.json\nold\n"), "\(run.text)")
  }

  /// A report for a full disk leaves no folder for the pictures that it could not write.
  @Test func aFullDiskKeepsNoEmptyFolder() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      unshare -m bash -c 'mount -t tmpfs -o size=4k none "$2" || exit 77
        "$0" report -q "$1" -o "$2/r.md"; status=$?; ls -A "$2"; exit $status' "$program" "$@" 2>&1
      """, FixtureFiles.path("incident/leaking/goroutine.pb.gz"), scratch.path)
    guard run.status != 77, !run.text.contains("unshare") else {
      return print("skipped: only the superuser can mount a small file system")
    }
    #expect(run.status == 2)
    #expect(run.text.hasSuffix("no space left on device\n"), "\(run.text)")
  }

  /// A private read-only file system.
  @Test func aReadOnlyFileSystemIsNamed() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      unshare -m bash -c 'mount -t tmpfs -o ro none "$2" || exit 77
        "$0" convert "$1" -o "$2/a.json"' "$program" "$@"
      """, Self.profile, scratch.path)
    guard run.status != 77, !run.errors.contains("unshare") else {
      return print("skipped: only the superuser can mount a file system")
    }
    #expect(run.status == 2)
    #expect(run.errors.hasSuffix("a.json: read-only file system\n"), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  /// A device is written directly, and remains a device.
  @Test func aDeviceMayBeAnOutput() throws {
    let run = try Program.shell(
      "\"$program\" convert \"$1\" --to json -o /dev/null && test -c /dev/null", Self.profile)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  /// Runs as nobody, since root has all permissions.
  static let forbidden: [(command: String, error: String)] = [
    ("info \"$2/secret\"", "secret: permission denied\n"),
    ("convert \"$1\" -o \"$2/new.pb\"", "new.pb: permission denied\n"),
    (
      "convert \"$1\" -o \"$2/old\"",
      "old: no temporary file can be created beside it: permission denied\n"
    ),
    ("convert \"$1\" -o \"$2/secret\" --to pprof", "secret: permission denied\n"),
  ]

  @Test(arguments: forbidden)
  func whatIsNotAllowedIsSaid(_ arguments: String, _ error: String) throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      as=; [ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
      $as test -x "$program" -a -r "$1" || exit 77
      cp "$1" "$2/secret"; chmod 0 "$2/secret"; echo old >"$2/old"; chmod 666 "$2/old"; chmod 555 "$2"
      $as "$program" \(arguments); status=$?
      chmod 755 "$2"; cat "$2/old"; rm "$2/secret" "$2/old"; exit $status
      """, Self.profile, scratch.path)
    guard run.status != 77 else { return print("skipped: nobody may run the program here") }
    #expect(run.errors.hasSuffix(error), "\(run.errors)")
    #expect(run.status == 2)
    #expect(run.text == "old\n")
    #expect(scratch.names.isEmpty)
  }

  @Test func anOutputMayBeItsInput() throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      cp "$1" "$2/a.pb.gz" && "$program" merge "$2/a.pb.gz" "$2/a.pb.gz" -o "$2/a.pb.gz" &&
        "$program" info "$2/a.pb.gz"
      """, Self.profile, scratch.path)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("File:"))
    #expect(scratch.names == ["a.pb.gz"])
  }

  static let names = ["-", "--help", "new\nline", "*", " ", "a=b", "ü\u{202E}x", "'\"$(x)"]

  @Test(arguments: names)
  func anyNameCanBeReadAndWritten(_ name: String) throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "cd \"$2\" && \"$program\" convert --to pprof -o \"./$3\" -- \"$1\" && \"$program\" info -- \"./$3\"",
      Self.profile, scratch.path, name)
    #expect(run.status == 0, "\(run.errors)")
    #expect(scratch.names == [name])
  }

  /// Each file is closed before the next is opened.
  @Test(.notSanitized) func tenThousandFilesAreRead() throws {
    let scratch = try ScratchFolder()
    try scratch.write("main;work 1\n", to: "a")
    let run = try Program.shell(
      "ulimit -n 64; cd \"$1\"; yes a | head -n 10000 | xargs -n 10000 \"$program\" info | grep -c ^File",
      scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "10000\n")
  }
}
