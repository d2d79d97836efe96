import ProfileModel

/// Replaces what a profile says of a program that is not to be told: names of its functions, of files and binaries, and
/// values of labels. Names of the runtime and of standard libraries stay, as do line numbers, keys of labels and values.
package struct Redaction: Sendable {
  private let hash: @Sendable (ArraySlice<UInt8>) -> [UInt8]

  /// - `hash`: what stands for a text; the same for equal texts.
  package init(hash: @escaping @Sendable (ArraySlice<UInt8>) -> [UInt8]) { self.hash = hash }

  /// What stands for a text that people wrote.
  package func text(_ text: String) -> String {
    text.isEmpty ? "" : String(decoding: hash(Array(text.utf8)[...]), as: UTF8.self)
  }

  /// A profile without what is not to be told.
  ///
  /// - `labels`: the labels that frames were made of; their keys stand where frames have their files.
  func applied(to profile: consuming Profile, labels: [String]) -> Profile {
    var profile = profile
    let old = profile
    var strings = StringInterner(old.strings)
    let replaced = { (id: StringID, strings: inout StringInterner) -> StringID in
      old.strings.isEmpty(id) ? id : strings.intern(hash(old.strings.bytes(of: id)).span)
    }
    let keys = Set(labels.map { Array($0.utf8) })
    let isOfProgram = old.programFunctions
    for row in 0..<old.functions.count {
      let file = StringID(old.functions.filenames[row])
      if isOfProgram[row] {
        let name = StringID(old.functions.names[row])
        profile.functions.names[row] = replaced(name, &strings).index
      }
      profile.functions.systemNames[row] = profile.functions.names[row]
      guard !keys.contains(Array(old.strings.bytes(of: file))) else { continue }
      profile.functions.filenames[row] = self.file(old.strings.bytes(of: file), &strings).index
    }
    for row in old.mappings.indices {
      profile.mappings[row].filename = replaced(old.mappings[row].filename, &strings)
      profile.mappings[row].buildID = .empty
    }
    for place in old.labelSets.labels.indices {
      guard case .text(let text) = old.labelSets.labels[place].value else { continue }
      profile.labelSets.labels[place].value = .text(replaced(text, &strings))
    }
    profile.header.comments = []
    profile.header.docURL = .empty
    profile.strings = strings.table
    return profile
  }

  /// What stands for a file; its ending stays, for it tells the language.
  private func file(_ name: ArraySlice<UInt8>, _ strings: inout StringInterner) -> StringID {
    guard !name.isEmpty else { return .empty }
    let base = FilePath.base(name)
    let dot = base.lastIndex(of: UInt8(ascii: "."))
    let text = hash(name) + (dot.map { Array(base[$0...]) } ?? [])
    return strings.intern(text.span)
  }
}

extension Profile {
  /// For each function whether it is the program's own.
  fileprivate var programFunctions: [Bool] {
    let parts = (0..<functions.count).map { row in
      (
        name: strings.bytes(of: StringID(functions.names[row])),
        file: strings.bytes(of: StringID(functions.filenames[row]))
      )
    }
    let languages = ProfileLanguages(parts)
    return parts.map { part in
      let language = languages.language(ofFile: part.file)
      return FrameName(Array(part.name), language, file: part.file).origin == .program
    }
  }
}

extension PreparedProfile {
  /// The same part of the profile without what is not to be told; filters, which name it, are not told either.
  package func redacted(_ redaction: Redaction) -> PreparedProfile {
    let profile = redaction.applied(to: profile, labels: labelRoots + labelLeaves)
    return PreparedProfile(self, showing: profile)
  }
}

extension ComparedProfiles {
  /// The same two without what is not to be told.
  package func redacted(_ redaction: Redaction) -> ComparedProfiles {
    var other = self
    other.subject = subject.redacted(redaction)
    other.before.name = redaction.text(before.name)
    other.after.name = redaction.text(after.name)
    return other
  }
}
