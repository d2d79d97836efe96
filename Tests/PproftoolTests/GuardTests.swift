import Foundation
import TestSupport
import Testing
import YAMLText

/// The files in the README that guard a service, run as they stand there, with a service that is played.
@Suite struct GuardTests {
  private static let files = DocumentFile.all(in: FixtureFiles.text("../README.md"))

  private static func text(of name: String) throws -> String {
    try #require(files.first { $0.name == name }?.text, "\(name)")
  }

  /// What stands for `curl`: it gives the profiles of `$state`, and the program itself.
  private static let curl = """
    #!/bin/bash
    while [ $# -gt 0 ]; do
      case $1 in -o) out=$2; shift ;; -*) ;; *) url=$1 ;; esac
      shift
    done
    case $url in
      */pproftool) cat "$program" ;;
      */goroutine) cat "$fixtures/$state/goroutine.pb.gz" ;;
      */goroutine?debug=2) cat "$fixtures/$state"/goroutine.debug2.txt* | gzip -dcf ;;
      */heap?gc=1) cat "$fixtures/$state/heap.pb.gz" ;;
      */heap?debug=1) cat "$fixtures/$state/heap.debug1.txt" ;;
      */goroutineleak) cat "$fixtures/$state/goroutineleak.pb.gz" ;;
      *) exit 22 ;;
    esac > "$out"
    """

  /// A folder with the rules, a healthy profile, and stand-ins for what the commands call.
  private func folder() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    try scratch.write(try Self.text(of: "leaks.yaml"), to: "leaks.yaml")
    try scratch.write(Self.curl, to: "curl")
    try scratch.write("#!/bin/sh\n{ echo \"$@\"; cat; } > mail.txt\n", to: "mail")
    for name in ["service", "load-test"] { try scratch.write("#!/bin/sh\n", to: name) }
    let made = try Program.shell(
      """
      cd "$1" && chmod +x curl mail service load-test && mkdir bin snapshots &&
      mv curl mail bin && ln -s "$program" bin/pproftool && cp "$2" healthy.pb.gz
      """, scratch.path, FixtureFiles.path("incident/healthy/goroutine.pb.gz"))
    #expect(made.status == 0, "\(made.errors)")
    return scratch
  }

  /// Runs a script in the folder while the service is in a state.
  private func run(_ script: String, in scratch: ScratchFolder, _ state: String) throws -> Program {
    try Program.shell(
      """
      export program state="$2" fixtures="$3" PATH="$1/bin:$PATH" GITHUB_STEP_SUMMARY=summary.md
      export PPROFTOOL_URL=https://example.com/pproftool
      cd "$1"; \(script)
      """, scratch.path, state, FixtureFiles.path("incident"))
  }

  /// The texts under a key, wherever they stand.
  private func texts(of key: String, in node: YAMLNode) -> [String] {
    switch node.content {
    case .scalar: []
    case .sequence(let items): items.flatMap { texts(of: key, in: $0) }
    case .mapping(let entries):
      entries.flatMap { entry -> [String] in
        guard entry.key == key else { return texts(of: key, in: entry.value) }
        if case .sequence(let items) = entry.value.content { return items.compactMap(Self.text) }
        return [Self.text(entry.value)].compactMap { $0 }
      }
    }
  }

  private static func text(_ node: YAMLNode) -> String? {
    guard case .scalar(let text) = node.content else { return nil }
    return text
  }

  private func commands(of key: String, in name: String) throws -> [String] {
    let root = try #require(try YAMLReader.read(Array(try Self.text(of: name).utf8)))
    return texts(of: key, in: root).map {
      $0.replacing("${{ vars.PPROFTOOL_URL }}", with: "https://example.com/pproftool")
    }
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func theWorkflowForGitHub(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    let steps = try commands(of: "run", in: ".github/workflows/leaks.yml")
    #expect(steps.count == 5)
    for (place, step) in steps.enumerated() {
      try scratch.write(step, to: "step")
      let run = try run("bash -e step", in: scratch, state)
      #expect(run.status == (place == 3 ? status : 0), "\(step)\(run.text)\(run.errors)")
      guard place == 4 else { continue }
      let line = "::error file=internal/buffer/stream.go,line=58,title=pproftool: listeners::"
      #expect(run.text.contains(line.replacing("tool: ", with: "tool%3A ")) == (status == 1))
    }
    #expect(try scratch.text(of: "summary.md").hasPrefix("### pproftool check: 4 rules: "))
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func theJobForGitLab(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write(
      try commands(of: "script", in: ".gitlab-ci.yml").joined(separator: "\n"), to: "job")
    let run = try run("bash -e job", in: scratch, state)
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect(try scratch.text(of: "reports/check.junit.xml").contains("<testsuite "))
  }

  static let series: [(step: Int, count: Int, status: Int32)] = [
    (0, 12, 0), (20, 12, 1), (20, 5, 0),
  ]

  /// Snapshots ten minutes apart, whose number of goroutines rises or does not.
  @Test(arguments: series)
  func theScriptForCron(_ step: Int, _ count: Int, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "watch-leaks"), to: "watch-leaks")
    let run = try run(
      """
      t() { printf 'goroutine profile: total %s\\n%s @ 0x1\\n#\\t0x1\\tmain.f+0x1\\t/a.go:1\\n' $1 $1; }
      for i in $(seq 1 \(count)); do
        now=$(date -u -d "-$((130 - 10 * i)) minutes" +%Y%m%dT%H%M%SZ)
        t $((170 + \(step) * i + i % 2 * 3)) > "snapshots/$now.goroutine.pb.gz"
      done
      mkdir now && t $((171 + \(step) * 13)) > now/goroutine.pb.gz
      export fixtures=$PWD state=now; sh watch-leaks .
      """, in: scratch, "healthy")
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect(scratch.names.contains("mail.txt") == (status != 0))
    guard status == 1 else { return }
    let mail = try scratch.text(of: "mail.txt")
    #expect(mail.hasPrefix("-s leaks: exit status 1 oncall@example.com\nFAIL trend: +"), "\(mail)")
  }

  /// A service that does not answer is a reason for a mail, too.
  @Test func aServiceThatIsGoneIsReported() throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "watch-leaks"), to: "watch-leaks")
    try scratch.write("#!/bin/sh\necho 'curl: no answer' >&2; exit 28\n", to: "bin/curl")
    let run = try run("chmod +x bin/curl; sh watch-leaks .", in: scratch, "healthy")
    #expect(run.status == 2)
    #expect(try scratch.text(of: "mail.txt").contains("curl: no answer"))
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func thePostmortem(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "postmortem"), to: "postmortem")
    let run = try run("sh postmortem localhost:6060 saved", in: scratch, state)
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect(
      run.text.contains("64,102 goroutines in `(*Stream).listen`, of 64,281") == (status == 1))
    #expect(try scratch.text(of: "saved/reports/check.json").contains("\"pproftool/check\""))
    #expect(try scratch.text(of: "saved/goroutines.txt").contains("goroutines in "))
  }
}
