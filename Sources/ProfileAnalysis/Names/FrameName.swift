/// A frame's name taken apart, so that a short label still says what matters.
///
/// For `net/http.(*conn).serve` the forms are the whole name, `http.(*conn).serve`, `(*conn).serve` and
/// `serve`; the group is `net/http`. Names of Go, C++, Rust, Java and Python are understood by their
/// separators; what stands in brackets is never taken apart.
package struct FrameName: Sendable, Equatable {
  /// The name as UTF-8.
  package let text: [UInt8]
  /// Ever shorter parts of the name, the whole one first.
  package private(set) var forms: [Range<Int>]
  /// What groups the name with others: a package, a namespace, a folder, or the first word of a C name.
  package private(set) var group: Range<Int>
  package private(set) var origin = Origin.program

  /// Whose code a frame is.
  package enum Origin: Sendable {
    case program
    case standardLibrary
    /// A language's runtime, a kernel, or a binary without symbols.
    case runtime
  }

  package init(_ text: [UInt8]) {
    self.text = text
    forms = [0..<text.count]
    group = 0..<text.count
    let scan = NameScan(text)
    let core = scan.core
    add(core)
    if let separators = scan.doubleColons(in: core) {
      takeApart(core, doubleColons: separators)
    } else {
      takeApart(core, dots: scan.dots(in: core), slash: scan.lastSlash(in: core))
    }
    if group.isEmpty { group = core }
    if scan.isAnonymous { origin = .runtime }
  }

  /// A form that was found, if it is shorter than those before.
  private mutating func add(_ form: Range<Int>) {
    guard let last = forms.last, !form.isEmpty, form.count < last.count else { return }
    forms.append(form)
  }

  /// `std::vec::Vec<T>::push`: shown from the type on, then without it.
  private mutating func takeApart(_ core: Range<Int>, doubleColons: [Int]) {
    let starts = [core.lowerBound] + doubleColons.map { $0 + 2 }
    group = core.lowerBound..<doubleColons[0]
    // `{closure#0}` says nothing without the function around it.
    let isClosure =
      starts.last.map { $0 < core.upperBound && text[$0] == UInt8(ascii: "{") } ?? false
    let last = starts.count - (isClosure ? 2 : 1)
    if last > 1 { add(starts[last - 1]..<core.upperBound) }
    if last > 0 { add(starts[last]..<core.upperBound) }
    let root = String(decoding: text[group].drop { $0 == UInt8(ascii: "<") }, as: UTF8.self)
    let roots = ["std", "core", "alloc", "__gnu_cxx", "__cxxabiv1"]
    if roots.contains(where: { root == $0 || root.hasPrefix("\($0)::") }) {
      origin = .standardLibrary
    }
  }

  /// `net/http.(*conn).serve`, `com.example.Shop.buy` and plain names.
  private mutating func takeApart(_ core: Range<Int>, dots: [Int], slash: Int?) {
    let start = slash.map { $0 + 1 } ?? core.lowerBound
    if let slash { add(slash + 1..<core.upperBound) }
    let parts = NameParts(text, start..<core.upperBound, dots)
    if parts.isFile {
      group = core.lowerBound..<(slash ?? core.upperBound)
      return
    }
    guard let functions = parts.functions else {
      group = slash.map { core.lowerBound..<$0 } ?? firstWord(of: core)
      if isReservedInC(core) { origin = .runtime }
      return
    }
    group = core.lowerBound..<functions - 1
    add(functions..<core.upperBound)
    if let method = parts.method { add(method..<core.upperBound) }
    let name = String(decoding: text[core], as: UTF8.self)
    let javaRoots = ["java.", "javax.", "jdk.", "sun.", "java/", "javax/", "jdk/", "sun/"]
    if PackageName.isStandard(function: name) {
      let package = String(decoding: text[group], as: UTF8.self)
      let isRuntime = ["runtime", "internal/runtime"].contains {
        package == $0 || package.hasPrefix("\($0)/")
      }
      origin = isRuntime ? .runtime : .standardLibrary
    } else if javaRoots.contains(where: { name.hasPrefix($0) }) {
      origin = .standardLibrary
    }
  }

  /// `ext4` of `ext4_file_read`, without what marks a name as private.
  private func firstWord(of core: Range<Int>) -> Range<Int> {
    let underscore = UInt8(ascii: "_")
    let start = text[core].firstIndex { $0 != underscore } ?? core.lowerBound
    let end = text[start..<core.upperBound].firstIndex { $0 == underscore } ?? core.upperBound
    return start..<end
  }

  /// Whether a plain name is one that C keeps for itself, such as `__libc_start_main`.
  private func isReservedInC(_ core: Range<Int>) -> Bool {
    text[core].starts(with: "__".utf8) || text[core].elementsEqual("_start".utf8)
  }
}
