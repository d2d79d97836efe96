extension Profile {
  /// Rewrites every label set; sets that become equal get one id.
  package mutating func mapLabelSets(_ rewrite: ([Label]) -> [Label]) {
    var interner = LabelSetInterner()
    var indices: [UInt32] = []
    for set in 0..<labelSets.count {
      let labels = Array(labelSets.labels(of: LabelSetID(UInt32(set))))
      indices.append(interner.intern(rewrite(labels)).index)
    }
    sampleTable.labelSets = sampleTable.labelSets.map { indices[Int($0)] }
    labelSets = interner.table
  }

  /// Gives every sample one text label, instead of those that it has under the same key.
  package consuming func labelled(_ key: String, _ text: String) -> Profile {
    var profile = self
    let (key, text) = (profile.addString(key), profile.addString(text))
    profile.mapLabelSets { labels in
      labels.filter { !$0.isText(under: key) } + [Label(key: key, value: .text(text))]
    }
    return profile
  }

  /// The first value of a key in a set of labels, as a text; nil when the set has none.
  package func labelText(_ key: StringID, of set: LabelSetID) -> String? {
    guard let label = labelSets.labels(of: set).first(where: { $0.key == key }) else { return nil }
    switch label.value {
    case .text(let text): return strings[text]
    case .number(let number, let unit):
      return strings.isEmpty(unit) ? "\(number)" : "\(number) \(strings[unit])"
    }
  }

  /// The id of a text, which is added if the profile does not have it.
  package mutating func addString(_ text: String) -> StringID {
    if let id = strings.id(of: text) { return id }
    strings.append(text.utf8.span)
    return StringID(UInt32(strings.count - 1))
  }
}

extension Label {
  /// Whether it is a text of a key.
  fileprivate func isText(under key: StringID) -> Bool {
    if case .text = value { self.key == key } else { false }
  }
}

extension StringTable {
  /// The id of a text; this looks at every text.
  package func id(of text: String) -> StringID? {
    let wanted = Array(text.utf8)
    for row in 0..<count where bytes(of: StringID(UInt32(row))).elementsEqual(wanted) {
      return StringID(UInt32(row))
    }
    return nil
  }
}
