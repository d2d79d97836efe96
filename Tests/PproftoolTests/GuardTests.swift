import Foundation
import TestSupport
import Testing
import YAMLText

/// Runs the files in the articles on guarding a service, unchanged, with a mock service.
@Suite struct GuardTests {
  private static let files = ["ContinuousIntegration", "Incidents"].flatMap {
    DocumentFile.all(in: FixtureFiles.text("../Sources/ProfileKit/ProfileKit.docc/\($0).md"))
  }

  private static func text(of name: String) throws -> String {
    try #require(files.first { $0.name == name }?.text, "\(name)")
  }

  /// A replacement for `curl`, which downloads the program.
  private static let curl = """
    #!/bin/bash
    while [ $# -gt 0 ]; do
      case $1 in -o) out=$2; shift ;; -*) ;; *) url=$1 ;; esac
      shift
    done
    case $url in */pproftool) cat "$stand_in" ;; *) exit 22 ;; esac > "$out"
    """

  /// A wrapper of the program that maps the service to another port.
  private static let program = """
    #!/bin/bash
    exec "$program" "${@//localhost:6060/127.0.0.1:$port}"
    """

  /// A folder with the rules, a healthy profile, and replacements of the called commands.
  private func folder() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    try scratch.write(try Self.text(of: "leaks.yaml"), to: "leaks.yaml")
    try scratch.write(Self.curl, to: "curl")
    try scratch.write(Self.program, to: "pproftool")
    try scratch.write("#!/bin/sh\n{ echo \"$@\"; cat; } > mail.txt\n", to: "mail")
    for name in ["service", "load-test"] { try scratch.write("#!/bin/sh\n", to: name) }
    let made = try Program.shell(
      """
      cd "$1" && chmod +x curl pproftool mail service load-test && mkdir bin &&
      mv curl pproftool mail bin && cp "$2" healthy.pb.gz
      """, scratch.path, FixtureFiles.path("incident/healthy/goroutine.pb.gz"))
    #expect(made.status == 0, "\(made.errors)")
    return scratch
  }

  /// Runs a script in the folder while the service serves the profiles of another folder.
  private func run(
    _ script: String, in scratch: ScratchFolder, serving profiles: String
  ) throws -> Program {
    try Program.shell(
      """
      export program port stand_in="$1/bin/pproftool" PATH="$1/bin:$PATH"
      export GITHUB_STEP_SUMMARY=summary.md PPROFTOOL_URL=https://example.com/pproftool
      cd "$1"; rm -f port; python3 "$3" "$2" port >server.log 2>&1 &
      for i in $(seq 500); do [ -s port ] || sleep 0.02; done; port=$(cat port)
      \(script)
      status=$?; rm port; exit $status
      """, scratch.path, profiles, FixtureFiles.path("../Scripts/collecting/folder.py"))
  }

  private func run(_ script: String, in scratch: ScratchFolder, _ state: String) throws -> Program {
    try run(script, in: scratch, serving: FixtureFiles.path("incident/\(state)"))
  }

  /// The texts under a key, anywhere in the document.
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
    try commands(of: key, ofText: try Self.text(of: name)).map {
      $0.replacing("${{ vars.PPROFTOOL_URL }}", with: "https://example.com/pproftool")
    }
  }

  private func commands(of key: String, ofText text: String) throws -> [String] {
    let root = try #require(try YAMLReader.read(Array(text.utf8)))
    return texts(of: key, in: root)
  }

  /// The environment that GitHub's runner gives the action's steps.
  private static let runner = """
    export GITHUB_ACTION_PATH='\(FixtureFiles.path("../Scripts/action"))' RUNNER_TEMP=$PWD/temp GITHUB_OUTPUT=$PWD/output
    export GITHUB_PATH=$PWD/paths PROGRAM=https://example.com/pproftool NUMBER=7
    export SHA256=${SHA256:-$(sha256sum "$stand_in" | cut -d' ' -f1)} SERVICE=http://localhost:6060 KINDS=goroutine,heap
    export PROFILES=saved RULES=leaks.yaml BASELINE=healthy.pb.gz PATH_PREFIX=github.com/techfrontier/event-router/=
    [ ! -e output ] || export STATUS=$(sed -n s/^status=//p output)
    """

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func theActionForGitHub(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write("#!/bin/sh\necho \"$@\" > gh.txt\n", to: "bin/gh")
    let steps = try commands(of: "run", ofText: FixtureFiles.text("../Scripts/action/action.yml"))
    #expect(steps.count == 5)
    for step in steps {
      let run = try run("chmod +x bin/gh; \(Self.runner)\n(\(step))", in: scratch, state)
      let isLast = step == steps.last
      #expect(run.status == (isLast ? status : 0), "\(step): \(run.text)\(run.errors)")
      guard step.hasSuffix("check") else { continue }
      let line = "::error file=internal/buffer/stream.go,line=58,title=pproftool%3A listeners::"
      #expect(run.text.contains(line) == (status == 1))
    }
    #expect(try scratch.text(of: "summary.md").hasPrefix("### pproftool check: 4 rules: "))
    #expect(try scratch.text(of: "gh.txt").hasPrefix("pr comment 7 --edit-last "))
    #expect(try scratch.text(of: "temp/pproftool/check.sarif").contains("\"2.1.0\""))
    #expect(try scratch.text(of: "temp/pproftool/report.html").contains("<section"))
  }

  @Test func aProgramWithAnotherChecksumIsNotRun() throws {
    let scratch = try folder()
    let step = "\(Self.runner)\n\"$GITHUB_ACTION_PATH/run\" install"
    let run = try run("SHA256=00\n\(step)", in: scratch, "fixed")
    #expect(run.status == 2 && run.text.contains("has another SHA-256 than 00"), "\(run.text)")
    #expect(!scratch.names.contains("paths"))
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func theTemplateForGitLab(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    let template = FixtureFiles.text("../Scripts/action/gitlab.yml")
    for (key, expected) in [("script", status), ("after_script", 0)] {
      let job = try commands(of: key, ofText: template).joined(separator: "\n")
      try scratch.write("\(Self.runner)\nexport PPROFTOOL_SHA256=$SHA256\n\(job)", to: "job")
      let run = try run("bash -e job", in: scratch, state)
      #expect(run.status == expected, "\(run.text)\(run.errors)")
    }
    #expect(try scratch.text(of: "reports/check.junit.xml").contains("<testsuite "))
    #expect(try scratch.text(of: "reports/report.html").contains("<section"))
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func theWorkflowForGitHub(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    let steps = try commands(of: "run", in: ".github/workflows/leaks.yml")
    #expect(steps.count == 5)
    for (index, step) in steps.enumerated() {
      try scratch.write(step, to: "step")
      let run = try run("bash -e step", in: scratch, state)
      #expect(run.status == (index == 3 ? status : 0), "\(step)\(run.text)\(run.errors)")
      guard index == 4 else { continue }
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

  /// Snapshots ten minutes apart, with or without a rising number of goroutines.
  @Test(arguments: series)
  func theScriptForCron(_ step: Int, _ count: Int, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "watch-leaks"), to: "watch-leaks")
    let made = try Program.shell(
      """
      t() { printf 'goroutine profile: total %s\\n%s @ 0x1\\n#\\t0x1\\tmain.f+0x1\\t/a.go:1\\n' $1 $1; }
      cd "$1"; rm service; mkdir service now
      for i in $(seq 1 \(count)); do
        now=$(date -u -d "-$((130 - 10 * i)) minutes" +%Y%m%dT%H%M%SZ)
        t $((170 + \(step) * i + i % 2 * 3)) > "service/$now.goroutine.pb.gz"
      done
      t $((171 + \(step) * 13)) > now/goroutine.pb.gz
      """, scratch.path)
    #expect(made.status == 0, "\(made.errors)")
    let run = try run("sh watch-leaks .", in: scratch, serving: "\(scratch.path)/now")
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect(scratch.names.contains("mail.txt") == (status != 0))
    guard status == 1 else { return }
    let mail = try scratch.text(of: "mail.txt")
    #expect(mail.hasPrefix("-s leaks: exit status 1 oncall@example.com\nFAIL trend: +"), "\(mail)")
  }

  /// A service that does not respond also causes a mail.
  @Test func aServiceThatIsGoneIsReported() throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "watch-leaks"), to: "watch-leaks")
    // No process listens on port 1.
    let run = try run("port=1; sh watch-leaks .", in: scratch, "healthy")
    #expect(run.status == 2)
    #expect(try scratch.text(of: "mail.txt").contains("refuses the connection"))
  }

  @Test(arguments: [("fixed", 0), ("leaking", 1)])
  func thePostmortem(_ state: String, _ status: Int32) throws {
    let scratch = try folder()
    try scratch.write(try Self.text(of: "postmortem"), to: "postmortem")
    let run = try run("sh postmortem localhost:6060 saved", in: scratch, state)
    #expect(run.status == status, "\(run.text)\(run.errors)")
    let page = try scratch.text(of: "saved/incident.html")
    #expect(page.contains("64,102 goroutines in ") == (status == 1))
    #expect(page.contains("<section id=\"goroutines\""))
  }
}
