/// A frame's name taken apart, so that a short label still says what matters.
///
/// For `net/http.(*conn).serve` the forms are the whole name, `http.(*conn).serve`, `(*conn).serve` and
/// `serve`; the group is `net/http`. Names of Go, C++, Rust, Java and Python are understood by their
/// separators; what stands in brackets is never taken apart, but left out of the shorter forms.
package struct FrameName: Sendable, Equatable {
  /// A shortened form of a name.
  package struct Form: Sendable, Equatable {
    package let range: Range<Int>
    /// Whether type arguments are left out: `raw_hash_set::find` of `raw_hash_set<int, …>::find`.
    package let isElided: Bool
  }

  /// The name as UTF-8.
  package let text: [UInt8]
  /// Ever shorter parts of the name, the whole one first.
  package private(set) var forms: [Form]
  /// What groups the name with others: a package, a namespace, a folder, or the first word of a C name.
  package private(set) var group: Range<Int>
  package private(set) var origin = Origin.program
  /// How long the last of the forms is.
  private var shortest: Int

  /// Whose code a frame is.
  package enum Origin: Sendable {
    case program
    case standardLibrary
    /// A language's runtime, a kernel, or a binary without symbols.
    case runtime
  }

  /// - `language`: what its code is written in, for `os.path` is a package of Go or a module of Python.
  /// - `file`: its source file, if known: `callback` alone does not show that it belongs to the runtime.
  package init(
    _ text: [UInt8], _ language: CodeLanguage = .go, file: ArraySlice<UInt8> = []
  ) {
    self.text = text
    forms = [Form(range: 0..<text.count, isElided: false)]
    group = 0..<text.count
    shortest = text.count
    let scan = NameScan(text)
    let core = scan.core
    add(Form(range: core, isElided: false), core.count)
    add(core)
    if let separators = scan.doubleColons(in: core) {
      split(core, doubleColons: separators)
    } else {
      split(core, dots: scan.dots(in: core), slash: scan.lastSlash(in: core))
    }
    if group.isEmpty { group = core }
    origin = language.origin(of: text[core], group: text[group])
    let isAssembly = language == .go && RuntimeAssembly.holds(text[core], file: file)
    if scan.isAnonymous || isAssembly { origin = .runtime }
  }

  /// Whether it is what frames without a name are called.
  package var isUnknown: Bool { text == NodeInfo.namelessText }

  /// The name without the folders of its package and without type arguments, for a sentence; what is left of
  /// `net/http.(*conn).serve` is `http.(*conn).serve`.
  package var inSentence: (text: String, hasLostFolders: Bool) {
    let start = NameScan(text).lastSlash(in: 0..<text.count).map { $0 + 1 } ?? 0
    let fitting = forms.filter { $0.range.lowerBound == start }
    let form = fitting.first { $0.isElided } ?? fitting.first ?? forms[0]
    return (String(decoding: text(of: form), as: UTF8.self), form.range.lowerBound > 0)
  }

  /// The bytes of one of the forms.
  package func text(of form: Form) -> [UInt8] {
    form.isElided ? TypeArguments.leftOut(of: text[form.range]) : Array(text[form.range])
  }

  /// A form that was found, without type arguments, if it is shorter than those before.
  private mutating func add(_ range: Range<Int>) {
    let short = TypeArguments.leftOut(of: text[range])
    add(Form(range: range, isElided: short.count < range.count), short.count)
  }

  private mutating func add(_ form: Form, _ count: Int) {
    guard count > 0, count < shortest else { return }
    shortest = count
    forms.append(form)
  }

  /// `std::vec::Vec<T>::push`: shown from the type on, then without it.
  private mutating func split(_ core: Range<Int>, doubleColons: [Int]) {
    let starts = [core.lowerBound] + doubleColons.map { $0 + 2 }
    group = root(of: core.lowerBound..<doubleColons[0])
    // `{closure#0}` and `<T>` say nothing without the function around them.
    let isClosure =
      starts.last.map { $0 < core.upperBound && "{<".utf8.contains(text[$0]) } ?? false
    let last = starts.count - (isClosure ? 2 : 1)
    if last > 1 { add(starts[last - 1]..<core.upperBound) }
    if last > 0 { add(starts[last]..<core.upperBound) }
  }

  /// `shop` of `<shop::Cart as core::Clone>`, `alloc` of `<alloc::vec::Vec<T>>`; any other part unchanged.
  private func root(of part: Range<Int>) -> Range<Int> {
    guard text[part].first == UInt8(ascii: "<") else { return part }
    var start = part.lowerBound
    for word in ["<", "&", "mut ", "dyn ", "*const ", "*mut ", "[", "<"] {
      if text[start..<part.upperBound].starts(with: word.utf8) { start += word.utf8.count }
    }
    let name = text[start..<part.upperBound].prefix { $0.isOfIdentifier }
    return name.isEmpty ? part : name.startIndex..<name.endIndex
  }

  /// `net/http.(*conn).serve`, `com.example.Shop.buy` and plain names.
  private mutating func split(_ core: Range<Int>, dots: [Int], slash: Int?) {
    let start = slash.map { $0 + 1 } ?? core.lowerBound
    if let slash { add(slash + 1..<core.upperBound) }
    let parts = NameParts(text, start..<core.upperBound, dots)
    if parts.isFile {
      group = core.lowerBound..<(slash ?? core.upperBound)
      return
    }
    guard let functions = parts.functions else {
      group = slash.map { core.lowerBound..<$0 } ?? firstWord(of: core)
      return
    }
    group = core.lowerBound..<functions - 1
    add(functions..<core.upperBound)
    if let method = parts.method { add(method..<core.upperBound) }
  }

  /// `ext4` of `ext4_file_read`, without what marks a name as private.
  private func firstWord(of core: Range<Int>) -> Range<Int> {
    let underscore = UInt8(ascii: "_")
    let start = text[core].firstIndex { $0 != underscore } ?? core.lowerBound
    let end = text[start..<core.upperBound].firstIndex { $0 == underscore } ?? core.upperBound
    return start..<end
  }
}

/// Type arguments, which make names of C++ and generic ones of Go and Rust long.
enum TypeArguments {
  /// A name without them: `find` of `find<int>`, `(*Map).Get` of `(*Map[int,string]).Get`.
  ///
  /// Brackets at the beginning are no arguments, nor is the `<` of `operator<`.
  static func leftOut(of name: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    var depth = 0
    var last: UInt8 = 0
    for byte in name {
      let opens = byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[")
      let closes =
        byte == UInt8(ascii: "]") || byte == UInt8(ascii: ">") && last != UInt8(ascii: "-")
      if depth > 0 {
        depth += opens ? 1 : closes ? -1 : 0
      } else if opens, begins(behind: &kept) {
        depth = 1
      } else {
        kept.append(byte)
      }
      last = byte
    }
    return depth == 0 ? kept : Array(name)
  }

  /// Whether arguments may stand behind a part of a name; the `::` of `collect::<Vec<T>>` belongs to them.
  private static func begins(behind kept: inout [UInt8]) -> Bool {
    if kept.suffix(2).elementsEqual("::".utf8), kept.count > 2 {
      kept.removeLast(2)
      return true
    }
    // A kernel's mark is `_[k]`.
    guard let last = kept.last, last.isOfIdentifier, last != UInt8(ascii: "_") else { return false }
    return !kept.suffix(8).elementsEqual("operator".utf8)
  }
}

extension UInt8 {
  /// Whether it is a letter, a digit, an underscore or part of a letter that is not of ASCII.
  fileprivate var isOfIdentifier: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
