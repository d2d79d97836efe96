extension Label {
  /// The same label in another string table.
  package func renamed(_ place: (StringID) -> StringID) -> Label {
    switch value {
    case .text(let text): Label(key: place(key), value: .text(place(text)))
    case .number(let number, let unit):
      Label(key: place(key), value: .number(number, unit: place(unit)))
    }
  }
}

extension ValueType {
  /// The same type in another string table.
  package func renamed(_ place: (StringID) -> StringID) -> ValueType {
    ValueType(type: place(type), unit: place(unit))
  }
}

extension ProfileHeader {
  /// The same header in another string table.
  package func renamed(_ place: (StringID) -> StringID) -> ProfileHeader {
    var header = self
    header.sampleTypes = sampleTypes.map { $0.renamed(place) }
    header.periodType = periodType.renamed(place)
    header.comments = comments.map(place)
    header.defaultSampleType = place(defaultSampleType)
    header.docURL = place(docURL)
    header.dropFrames = place(dropFrames)
    header.keepFrames = place(keepFrames)
    return header
  }
}
