import Foundation
import Testing

/// Every command on the folder of an incident, in which profiles are a minority.
@Suite struct JumpBoxTests {
  private let box: ScratchFolder
  init() throws { box = try JumpBox.make() }

  private func run(_ arguments: String...) throws -> Program {
    try Program.run(
      all: arguments.map { $0 == "DIR" ? box.path : $0.replacing("DIR/", with: "\(box.path)/") })
  }

  private let kinds =
    "14 goroutine, 14 heap, 2 block, 2 cpu, 2 mutex, 2 threadcreate, 1 goroutineleak"

  @Test func infoHasALineForEachFile() throws {
    let run = try run("info", "DIR")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(lines.count == box.names.count + 1)
    for (line, name) in zip(lines, box.names) { #expect(line.hasPrefix(box.file(name) + " ")) }
    #expect(
      lines.contains { $0.hasSuffix("11.goroutine.debug2.txt  go-dump        goroutine      178") })
    #expect(lines.contains { $0.contains("/00.heap.pb.gz ") && $0.contains("MB inuse_space") })
    #expect(
      lines.contains { $0.contains("/goroutine.txt ") && $0.hasSuffix("is a pproftool report") })
    let last = try #require(lines.last)
    #expect(last.hasPrefix("\(box.path): \(kinds); "))
    for part in [
      "5 leftovers", "3 reports", "2 hidden files", "1 broken link", "1 special file",
      "1 empty file",
    ] {
      #expect(last.contains(part), "\(last)")
    }
  }

  @Test func programsGetAnEntryForEachFile() throws {
    struct Document: Decodable {
      struct File: Decodable {
        let file: String
        let kind: String?
      }
      let profiles: [File]
      let otherFiles: [File]
    }
    let run = try run("info", "--format", "json", "DIR")
    let document = try Self.decoder.decode(Document.self, from: run.output)
    #expect(document.profiles.count == 37)
    #expect(
      (document.profiles + document.otherFiles).map(\.file).sorted() == box.names.map(box.file))
  }

  /// Keys are in snake case.
  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  @Test func programsSeeWhatIsWrong() throws {
    struct Document: Decodable {
      struct File: Decodable, Equatable {
        let file: String
        let kind: String?
        let error: Bool
      }
      let otherFiles: [File]
    }
    let path = try box.write("<html><title>404 page not found</title></html>\n", to: "heap.txt")
    let run = try run("info", "--format", "json", "DIR")
    #expect(run.status == 2)
    let files = try Self.decoder.decode(Document.self, from: run.output).otherFiles
    #expect(files.filter(\.error) == [.init(file: path, kind: "web page", error: true)])
    #expect(files.count { $0.kind == "web page" } == 3)
    #expect(files.count { $0.kind == "report" } == 3)
  }

  @Test func goroutinesTakesTheNewestDump() throws {
    let run = try run("goroutines", "DIR", "--nodecount", "1")
    #expect(
      run.text
        == (try self.run("goroutines", "DIR/11.goroutine.debug2.txt", "--nodecount", "1")).text)
    let dump = box.file("11.goroutine.debug2.txt")
    #expect(
      run.errors.contains("\(dump) of 20:48:48, the newest of 12; name files to add them up\n"))
    #expect(
      run.errors.contains(
        "\(dump) is read instead of 11.goroutine.pb.gz, 11.goroutine.debug1.txt, which show the same moment by name or time\n"
      )
    )
    #expect(run.errors.contains(": skipped: 14 heap profiles, "))
    #expect(run.errors.hasSuffix("; info \(box.path) lists them\n"))
  }

  @Test(arguments: ["top", "merge", "flamegraph", "folded", "tags"])
  func severalKindsAreAQuestion(_ command: String) throws {
    for flags in [[], ["--keep-going"]] {
      let run = try Program.run(all: [command, box.path] + flags)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(
        run.errors
          == "pproftool: \(box.path): there are profiles of several kinds in this folder: \(kinds); choose one: pproftool \(command) --kind heap \((["\(box.path)"] + flags).joined(separator: " "))\n"
      )
    }
  }

  static let chosen: [(kind: String, files: [String])] = [
    ("heap", ["11.heap.pb.gz"]), ("inuse_space", ["11.heap.pb.gz"]),
    ("goroutine", ["11.goroutine.pb.gz"]), ("cpu", ["cpu-2.pb.gz", "cpu.pb.gz"]),
    ("block", ["block.pb.gz"]), ("mutex", ["mutex.pb.gz"]),
    ("goroutineleak", ["goroutineleak.pb.gz"]),
  ]

  @Test(arguments: chosen)
  func aKindIsChosenByItsName(_ kind: String, _ files: [String]) throws {
    let chosen = try run("top", "--kind", kind, "DIR")
    #expect(chosen.status == 0, "\(chosen.errors)")
    #expect(chosen.text == (try Program.run(all: ["top"] + files.map(box.file))).text)
    let compared = try run("diff", "--kind", kind, "DIR", "DIR")
    #expect(compared.text.contains("(no change)"), "\(compared.text)\(compared.errors)")
  }

  @Test func aKindThatIsNotThereIsNamed() throws {
    let run = try run("top", "--kind", "alloc", "DIR")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "pproftool: \(box.path): there is no alloc profile in this folder, only \(kinds); see --kind\n"
    )
  }

  /// A merge adds up everything, each moment once, and says that the sum is not a state.
  @Test func mergeAddsUpAllMoments() throws {
    let merged = try run("merge", "--kind", "heap", "DIR")
    let moments = (0...11).map { box.file("\($0 < 10 ? "0" : "")\($0).heap.pb.gz") }
    let named = try Program.run(all: ["merge"] + moments)
    #expect(merged.output == named.output)
    #expect(
      merged.errors.contains(
        ": 12 snapshots of one process are added up, a sum that describes no real state of it; "))
    let quiet = try run("merge", "--kind", "heap", "--quiet", "DIR")
    #expect(quiet.errors.isEmpty)
  }

  /// A check uses all moments.
  @Test func checkKeepsTheSeries() throws {
    let run = try run("check", "--assert", "slope(count()) <= 1", "--kind", "goroutine", "DIR")
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.errors.contains(": skipped: 14 heap profiles, "))
  }

  /// A web page saved under a profile's name may hide a leak.
  @Test func aProfilesNameWithAnotherContentIsAnError() throws {
    for name in ["heap.txt", "12.goroutine.pb.gz", "profile"] {
      let path = try box.write("<html><title>404 page not found</title></html>\n", to: name)
      defer { try? FileManager.default.removeItem(atPath: path) }
      for command in [
        ["top", "--kind", "heap"], ["goroutines"], ["check", "--assert", "count() <= 200"],
      ] {
        let run = try Program.run(all: command + [box.path])
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("pproftool: \(path): "), "\(run.errors)")
        let lenient = try Program.run(all: command + ["--quiet", "--keep-going", box.path])
        #expect(lenient.status == (command[0] == "check" ? 2 : 0))
        #expect(lenient.errors.contains(" profiles was left out\n"))
        #expect(lenient.errors.split(separator: "\n").count == 1)
      }
      let listed = try run("info", "DIR")
      #expect(listed.status == 2)
      #expect(listed.text.contains("; 1 error\n"))
      #expect(listed.errors.hasPrefix("pproftool: \(path): "))
      #expect(try run("info", "DIR", "--keep-going").status == 0)
    }
  }

  @Test func aBrokenLinkWithAProfilesNameIsAnError() throws {
    try FileManager.default.createSymbolicLink(
      atPath: box.file("mutex.pprof"), withDestinationPath: "nowhere")
    let run = try run("top", "--kind", "cpu", "DIR")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "pproftool: \(box.file("mutex.pprof")): is a broken link (--keep-going skips it)\n")
  }
}
