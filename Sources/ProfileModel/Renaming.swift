extension Label {
  /// The same label in another string table.
  package func renamed(_ id: (StringID) -> StringID) -> Label {
    switch value {
    case .text(let text): Label(key: id(key), value: .text(id(text)))
    case .number(let number, let unit):
      Label(key: id(key), value: .number(number, unit: id(unit)))
    }
  }
}

extension ValueType {
  /// The same type in another string table.
  package func renamed(_ id: (StringID) -> StringID) -> ValueType {
    ValueType(type: id(type), unit: id(unit))
  }
}

extension ProfileHeader {
  /// The same header in another string table.
  package func renamed(_ id: (StringID) -> StringID) -> ProfileHeader {
    var header = self
    header.sampleTypes = sampleTypes.map { $0.renamed(id) }
    header.periodType = periodType.renamed(id)
    header.comments = comments.map(id)
    header.defaultSampleType = id(defaultSampleType)
    header.docURL = id(docURL)
    header.dropFrames = id(dropFrames)
    header.keepFrames = id(keepFrames)
    return header
  }
}
