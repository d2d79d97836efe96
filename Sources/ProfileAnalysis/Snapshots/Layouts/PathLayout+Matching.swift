import ProfileModel

extension PathLayout {
  /// The facts in a path; nil if the layout does not fit it.
  ///
  /// - `path`: below the source that it was found in.
  /// - `isWhole`: whether it must fit all of the path, and not only its end.
  package func facts(of path: ArraySlice<UInt8>, isWhole: Bool) -> PathFacts? {
    let parts = path.split(separator: UInt8(ascii: "/"))
    switch form {
    case .keys: return Self.factsOfKeys(parts)
    case .parts(let wanted, let hasEnding, let hasDate):
      guard isWhole ? parts.count == wanted.count : parts.count >= wanted.count else { return nil }
      var own = Array(parts.suffix(wanted.count))
      if hasEnding, let name = own.last {
        guard let ending = Self.ending(of: name) else { return nil }
        own[own.count - 1] = name.dropLast(ending.utf8.count)
      }
      return Self.facts(own, wanted, hasDate: hasDate)
    }
  }

  private static func facts(
    _ parts: [ArraySlice<UInt8>], _ wanted: [[Element]], hasDate: Bool
  ) -> PathFacts? {
    var captures: [PartMatcher.Capture] = []
    for (part, elements) in zip(parts, wanted) {
      var matcher = PartMatcher(elements, part, hasDate: hasDate)
      guard let found = matcher.captures() else { return nil }
      captures += found
    }
    return PathFacts(captures)
  }

  /// Folders named `key=value` give their values, the file's name gives the time and the kind.
  private static func factsOfKeys(_ parts: [ArraySlice<UInt8>]) -> PathFacts? {
    guard let file = parts.last else { return nil }
    var facts = PathFacts()
    var count = 0
    for part in parts.dropLast() + [NameEnding.dropped(from: file)] {
      // `debug=2` is what a browser saves the answer of `goroutine?debug=2` as.
      guard let (key, value) = pair(part), key != "debug" else { continue }
      facts.add(key: key, value: value)
      count += 1
    }
    guard count > 0 else { return nil }
    facts.findInstance()
    let name = SnapshotName(Array(file))
    facts.time = facts.time ?? name.time
    facts.kind = facts.kind ?? name.kindWord
    return facts
  }

  /// `key=value` taken apart; nil if the key is no name.
  static func pair(_ part: ArraySlice<UInt8>) -> (key: String, value: String)? {
    guard let sign = part.firstIndex(of: UInt8(ascii: "=")), sign > part.startIndex,
      sign + 1 < part.endIndex, part[..<sign].allSatisfy(isOfKey)
    else { return nil }
    return (PathFacts.text(part[..<sign]), PathFacts.text(part[(sign + 1)...]))
  }

  private static func isOfKey(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || "_-.".utf8.contains(byte)
  }
}

extension PathFacts {
  fileprivate init(_ captures: [PartMatcher.Capture]) {
    var (day, moment): (Int64?, PathTime?)
    for capture in captures {
      switch capture.field {
      case .service: service = Self.text(capture.text)
      case .version: version = Self.text(capture.text)
      case .instance: instance = Self.text(capture.text)
      case .kind: kind = PathKind(capture.text)?.name
      case .time: moment = PathTime(at: capture.text, mayLackDay: true)
      case .date: day = PathDay(at: capture.text)?.nanoseconds
      case .labels: add(labels: capture.text)
      case .attribute(let name):
        attributes.append(Attribute(name: name, value: Self.text(capture.text)))
      }
    }
    time = moment.flatMap { moment in
      moment.isOfDay ? day.map { $0.addingClamped(moment.nanoseconds) } : moment.nanoseconds
    }
    findInstance()
  }

  private mutating func add(labels: ArraySlice<UInt8>) {
    for part in labels.split(separator: UInt8(ascii: ",")) {
      if let (key, value) = PathLayout.pair(part) { add(key: key, value: value) }
    }
  }
}

/// Finds the values of the names in one part of a path.
///
/// What was tried in vain is remembered, so that a hostile name takes no longer than its length squared.
struct PartMatcher {
  /// The value of a name.
  struct Capture {
    let field: PathLayout.Field
    let text: ArraySlice<UInt8>
  }

  private let elements: [PathLayout.Element]
  private let text: ArraySlice<UInt8>
  private let hasDate: Bool
  private var failed: Set<Int> = []
  private var found: [Capture] = []

  init(_ elements: [PathLayout.Element], _ text: ArraySlice<UInt8>, hasDate: Bool) {
    (self.elements, self.text, self.hasDate) = (elements, text, hasDate)
  }

  /// Nil if the part does not fit.
  mutating func captures() -> [Capture]? {
    text.count <= Self.longest && matches(0, text.startIndex) ? found : nil
  }

  /// No system takes a longer name of a file; a list may hold one.
  private static let longest = 1024

  /// Whether the elements from one on fit the text from an index on; as deep as there are elements.
  private mutating func matches(_ element: Int, _ start: Int) -> Bool {
    guard element < elements.count else { return start == text.endIndex }
    let key = element * (text.count + 1) + (start - text.startIndex)
    if failed.contains(key) { return false }
    let count = found.count
    for end in ends(of: elements[element], start) {
      if case .field(let field) = elements[element] {
        found.append(Capture(field: field, text: text[start..<end]))
      }
      if matches(element + 1, end) { return true }
      found.removeLast(found.count - count)
    }
    failed.insert(key)
    return false
  }

  /// Where an element may end that begins at an index.
  private func ends(of element: PathLayout.Element, _ start: Int) -> [Int] {
    let rest = text[start...]
    switch element {
    case .literal(let bytes): return rest.starts(with: bytes) ? [start + bytes.count] : []
    case .anything: return Array(start...text.endIndex)
    case .field(.time):
      return [PathTime(at: rest, mayLackDay: hasDate)?.end].compactMap { $0 }
    case .field(.date): return [PathDay(at: rest)?.end].compactMap { $0 }
    case .field(.kind): return PathKind(rest)?.ends ?? []
    case .field: return start < text.endIndex ? Array(start + 1...text.endIndex) : []
    }
  }
}
