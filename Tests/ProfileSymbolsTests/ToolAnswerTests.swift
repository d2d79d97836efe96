import ProfileModel
import Testing

@testable import ProfileSymbols

@Suite struct ToolAnswerTests {
  /// The frames of each address, as text: `function file:line:column@start`.
  private static func frames(_ answer: ToolAnswer, _ addresses: [UInt64]) -> [[String]] {
    let texts = answer.found.texts.table
    return addresses.map { address in
      answer.found[address].map {
        "\(texts[$0.name]) \(texts[$0.file]):\($0.line):\($0.column)@\($0.startLine)"
      }
    }
  }

  private static func hear(
    _ kind: SymbolTool.Kind, _ addresses: [UInt64], _ text: String, block: Int = .max,
    budget: Int = 1 << 20
  ) -> ToolAnswer {
    var answer = ToolAnswer(kind, addresses, known: FoundFrames(), budget: budget)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty, answer.hear(Array(rest.prefix(block))) { rest = rest.dropFirst(block) }
    answer.finish()
    return answer
  }

  private static let json = """
    {"Address":"0x10","ModuleName":"a","Symbol":[{"Column":7,"FileName":"a.c","FunctionName":"deep","Line":2,"StartLine":1},\
    {"Column":0,"FileName":"a.c","FunctionName":"work","Line":9,"StartLine":8}]}
    {"Address":"0x20","Symbol":[{"Column":0,"FileName":"","FunctionName":"","Line":0,"StartLine":0}]}

    {"Address":"0x30","Error":{"Message":"no such file"}}

    """

  @Test(arguments: [1, 7, 4096])
  func llvmIsUnderstood(_ block: Int) {
    let answer = Self.hear(.llvm, [0x10, 0x20, 0x30], Self.json, block: block)
    #expect(answer.problem == nil && answer.answered == 3)
    #expect(
      Self.frames(answer, [0x10, 0x20, 0x30]) == [["deep a.c:2:7@1", "work a.c:9:0@8"], [], []])
  }

  private static let lines = """
    0x0000000000000010
    deep
    /src/a b.c:2
    work
    /src/a.c:9 (discriminator 3)
    0x0000000000000020
    ??
    ??:0
    0x0000000000000030
    last
    ??:?
    0x0000000000000040
    _ZN1aEv
    /x:?

    """

  @Test(arguments: [1, 7, 4096])
  func addr2lineIsUnderstood(_ block: Int) {
    let addresses: [UInt64] = [0x10, 0x20, 0x30, 0x40]
    let answer = Self.hear(.addr2line, addresses, Self.lines, block: block)
    #expect(answer.problem == nil && answer.answered == 4)
    #expect(
      Self.frames(answer, addresses) == [
        ["deep /src/a b.c:2:0@0", "work /src/a.c:9:0@0"], [], ["last :0:0@0"], ["_ZN1aEv /x:0:0@0"],
      ])
  }

  static let lies: [(kind: SymbolTool.Kind, text: String)] = [
    (.llvm, "{\"Address\":\"0x11\",\"Symbol\":[]}\n"), (.llvm, "{\"Symbol\":[]}\n"),
    (.llvm, "no json\n"), (.llvm, "[]\n"), (.llvm, "{\"Address\":\"0x10\",\"Symbol\":7}\n"),
    (.llvm, String(repeating: "{", count: 2 << 20)),
    (.llvm, String(repeating: "{\"Address\":\"0x10\"}\n", count: 2)),
    (.addr2line, "work\na.c:1\n"), (.addr2line, "0x11\n"), (.addr2line, "0xzz\n"),
    (.addr2line, String(repeating: "a", count: 2 << 20)), (.addr2line, "0x10\n0x10\n"),
  ]
  @Test(arguments: lies)
  func whatWasNotAskedForIsNoAnswer(_ kind: SymbolTool.Kind, _ text: String) {
    #expect(Self.hear(kind, [0x10], text).problem == .unreadable)
  }

  @Test func anEndBeforeTheLastAnswerLeavesTheRestOpen() {
    let answer = Self.hear(.addr2line, [0x10, 0x20], "0x10\nwork\na.c:1\n0x20\nhalf")
    #expect(answer.answered == 2)
    #expect(Self.frames(answer, [0x10]) == [["work a.c:1:0@0"]])
    let short = Self.hear(.addr2line, [0x10, 0x20], "0x10\nwork\n")
    #expect(short.answered == 0 && short.problem == nil)
  }

  /// Then another tool is used, and a message says so.
  @Test func aBinaryThatCannotBeReadIsNoAnswer() {
    let text =
      #"{"Address":"0x10","Error":{"Message":"invalid e_shentsize"},"ModuleName":"a"}"# + "\n"
    let answer = Self.hear(.llvm, [0x10], text)
    #expect(answer.problem == .refused("invalid e_shentsize"))
    #expect(!answer.hasNamed)
  }

  @Test func moreThanThereIsMemoryForIsRefused() {
    let name = String(repeating: "n", count: 5000)
    let text = "{\"Address\":\"0x10\",\"Symbol\":[{\"FunctionName\":\"\(name)\"}]}\n"
    #expect(Self.hear(.llvm, [0x10], text, budget: 1000).problem == .tooLarge)
    #expect(Self.hear(.llvm, [0x10], text).problem == nil)
  }

  @Test func aNameWithoutAnEndIsNone() {
    let name = String(repeating: "n", count: FoundFrames.longestName + 1)
    let answer = Self.hear(.addr2line, [0x10], "0x10\n\(name)\na.c:1\n")
    #expect(Self.frames(answer, [0x10]) == [[" a.c:1:0@0"]])
  }
}
