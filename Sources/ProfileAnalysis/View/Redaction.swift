package import ProfileModel

/// Replaces what a profile says of a program that is not to be told: names of its functions, of files and binaries, and
/// values of labels. Names of the runtime and of standard libraries stay, as do line numbers, keys of labels and values.
package struct Redaction: Sendable {
  private let hash: @Sendable (ArraySlice<UInt8>) -> [UInt8]

  /// - `hash`: the replacement of a text; the same for equal texts.
  package init(hash: @escaping @Sendable (ArraySlice<UInt8>) -> [UInt8]) { self.hash = hash }

  /// Hides what names of libraries say of the program.
  private var arguments: HiddenArguments { HiddenArguments(hash: hash) }

  /// The replacement of a text that people wrote.
  package func text(_ text: String) -> String {
    text.isEmpty ? "" : String(decoding: hash(Array(text.utf8)[...]), as: UTF8.self)
  }

  /// A profile without the redacted texts.
  ///
  /// - `labels`: the labels that frames were made of; such frames have the key as their file.
  package func applied(to profile: consuming Profile, labels: [String] = []) -> Profile {
    var profile = profile
    var strings = StringInterner(profile.strings)
    redactFunctions(of: &profile, madeOf: labels, &strings)
    for row in profile.mappings.indices {
      replace(&profile.mappings[row].filename, &strings)
      // Builds stay apart, or their addresses would fall together.
      replace(&profile.mappings[row].buildID, &strings)
    }
    redactLabels(of: &profile, &strings)
    profile.header.comments = SourceRemarks(of: profile).redacted.comments.map {
      strings.intern(Array($0.utf8).span)
    }
    profile.header.docURL = .empty
    profile.header.dropFrames = .empty
    profile.header.keepFrames = .empty
    profile.strings = strings.table
    return profile
  }

  private func redactFunctions(
    of profile: inout Profile, madeOf labels: [String], _ strings: inout StringInterner
  ) {
    let (keys, programNames) = (Set(labels.map { Array($0.utf8) }), profile.programNames)
    for row in 0..<profile.functions.count {
      let file = profile.strings.bytes(of: StringID(profile.functions.filenames[row]))
      let name =
        programNames[row].map(function)
        ?? arguments.hidden(in: profile.strings.bytes(of: StringID(profile.functions.names[row])))
      profile.functions.names[row] = strings.intern(name.span).index
      profile.functions.systemNames[row] = profile.functions.names[row]
      guard !keys.contains(Array(file)) else { continue }
      let shown = programNames[row] == nil ? Self.end(of: file) : self.file(file)
      profile.functions.filenames[row] = strings.intern(shown.span).index
    }
  }

  private func redactLabels(of profile: inout Profile, _ strings: inout StringInterner) {
    for index in profile.labelSets.labels.indices {
      let label = profile.labelSets.labels[index]
      guard case .text(var text) = label.value else { continue }
      switch ReservedLabel(rawValue: profile.strings[label.key]) {
      case .state, .leaked, .locked: continue
      case .createdBy:
        text = strings.intern(Array(function(profile.strings[text]).utf8).span)
      default: replace(&text, &strings)
      }
      profile.labelSets.labels[index].value = .text(text)
    }
  }

  private func replace(_ text: inout StringID, _ strings: inout StringInterner) {
    guard !strings.table.isEmpty(text) else { return }
    text = strings.intern(hash(strings.table.bytes(of: text)).span)
  }

  /// The replacement of a function's name; well-known names stay.
  package func function(_ text: String, file: String = "") -> String {
    let (name, file) = (Array(text.utf8), Array(file.utf8))
    let language = ProfileLanguages([(name: name[...], file: file[...])]).language(
      ofFile: file[...])
    let parts = FrameName(name, language, file: file[...])
    return parts.origin == .program ? String(decoding: function(parts), as: UTF8.self) : text
  }

  /// The replacement of a function: its package and itself separately, so that packages stay together.
  private func function(_ name: FrameName) -> [UInt8] {
    guard !name.text.isEmpty, name.group.count < name.text.count else {
      return name.text.isEmpty ? [] : hash(name.text[...])
    }
    return hash(name.text[name.group]) + [UInt8(ascii: ".")] + hash(name.text[...])
  }

  /// The endings that reveal a language.
  private static let endings = [
    ".go", ".s", ".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".rs", ".py", ".rb", ".js",
    ".mjs",
    ".ts", ".tsx", ".java", ".kt", ".scala", ".cs", ".php", ".swift", ".m", ".mm", ".zig", ".pyx",
  ]

  /// The replacement of a file; an ending that reveals the language stays.
  private func file(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard !name.isEmpty else { return [] }
    let base = FilePath.base(name)
    let dot = base.lastIndex(of: UInt8(ascii: "."))
    let ending = dot.map { base[$0...] } ?? []
    return hash(name) + (Self.endings.contains { $0.utf8.elementsEqual(ending) } ? ending : [])
  }

  /// The last folder of a file that everybody knows, and the file: `runtime/proc.go`.
  private static func end(of file: ArraySlice<UInt8>) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    return Array(file.split(separator: slash).suffix(2).joined(separator: [slash]))
  }
}

extension Profile {
  /// For each function of the program its name; nil for what everybody knows.
  fileprivate var programNames: [FrameName?] {
    let parts = (0..<functions.count).map { row in
      (
        name: strings.bytes(of: StringID(functions.names[row])),
        file: strings.bytes(of: StringID(functions.filenames[row]))
      )
    }
    let languages = ProfileLanguages(parts)
    return parts.map { part in
      let language = languages.language(ofFile: part.file)
      let name = FrameName(Array(part.name), language, file: part.file)
      return name.origin == .program ? name : nil
    }
  }
}

extension Redaction {
  /// That names have the replacement of another, so that both look like one, a sentence; nil if none has.
  package static func lookalikes(
    _ plain: borrowing Profile, _ redacted: borrowing Profile
  ) -> String? {
    let count = plain.redactedTexts - redacted.redactedTexts
    guard count > 0 else { return nil }
    return "\(count == 1 ? "1 function or label has" : "\(count) functions and labels have") "
      + "the same digits as another, so both look like one"
  }
}

extension Profile {
  /// How many names of functions there are, and how many texts in labels.
  fileprivate var redactedTexts: Int {
    let names = Set(functions.names.map { strings.bytes(of: StringID($0)) })
    var labels: Set<ArraySlice<UInt8>> = []
    for label in labelSets.labels {
      if case .text(let text) = label.value { labels.insert(strings.bytes(of: text)) }
    }
    return names.count + labels.count
  }
}

extension ProfileView {
  /// The redacted view; filters, which hold names, are redacted too.
  package func redacted(_ redaction: Redaction) -> ProfileView {
    let redacted = redaction.applied(to: profile, labels: labelRoots + labelLeaves)
    var view = ProfileView(self, showing: redacted)
    view.messages += [Redaction.lookalikes(profile, redacted)].compactMap { $0 }
    return view
  }
}

extension ComparedProfiles {
  /// The same two profiles, redacted.
  package func redacted(_ redaction: Redaction) -> ComparedProfiles {
    var other = self
    other.view = view.redacted(redaction)
    other.before.name = redaction.text(before.name)
    other.after.name = redaction.text(after.name)
    return other
  }
}
