package import ProfileModel

/// The labels of a set by key: texts and numbers apart, keys and values in the order of the set.
package struct LabelGroups: Sendable {
  /// A number and its unit; the unit is empty where the profile gives none.
  package struct Number: Hashable, Sendable {
    package let value: Int64
    package let unit: StringID
  }

  package private(set) var texts: [(key: StringID, values: [StringID])] = []
  package private(set) var numbers: [(key: StringID, values: [Number])] = []

  package init(_ set: LabelSetID, of profile: borrowing Profile) {
    var (textRows, numberRows): ([StringID: Int], [StringID: Int]) = ([:], [:])
    for label in profile.labelSets.labels(of: set) {
      switch label.value {
      case .text(let text):
        let row = textRows[label.key, default: texts.count]
        textRows[label.key] = row
        if row == texts.count { texts.append((label.key, [])) }
        texts[row].values.append(text)
      case .number(let value, let unit):
        let row = numberRows[label.key, default: numbers.count]
        numberRows[label.key] = row
        if row == numbers.count { numbers.append((label.key, [])) }
        numbers[row].values.append(Number(value: value, unit: unit))
      }
    }
  }
}
