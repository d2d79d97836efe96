package import ProfileModel

/// The unit of each numeric label key: the first that a sample gives, or else one guessed from the key.
package struct LabelUnits: Sendable, Equatable {
  private let units: [StringID: String]
  /// Keys that come in several units, in the order of their names: the unit that is used and the others.
  package let conflicts: [(key: String, used: String, others: [String])]

  package init(of profile: borrowing Profile) {
    var (first, others): ([StringID: StringID], [StringID: Set<StringID>]) = ([:], [:])
    for set in profile.labelSetsInUse {
      for label in profile.labelSets.labels(of: set) {
        guard case .number(_, let unit) = label.value else { continue }
        let known = first[label.key] ?? .empty
        if known == .empty {
          first[label.key] = unit
        } else if unit != .empty, unit != known {
          others[label.key, default: []].insert(unit)
        }
      }
    }
    let strings = profile.strings
    units = Dictionary(
      uniqueKeysWithValues: first.map { key, unit in
        (key, unit == .empty ? Self.guessedUnit(of: strings[key]) : strings[unit])
      })
    conflicts = others.map { key, others in
      (strings[key], strings[first[key] ?? .empty], others.map { strings[$0] }.sorted())
    }.sorted { $0.key < $1.key }
  }

  /// The unit of a key that has numbers; empty for one that has none.
  package subscript(key: StringID) -> String { units[key] ?? "" }

  /// `alignment` and `request` are sizes; any other key without units, such as `bytes`, is its own.
  private static func guessedUnit(of key: String) -> String {
    key == "alignment" || key == "request" ? "bytes" : key
  }

  package static func == (left: LabelUnits, right: LabelUnits) -> Bool { left.units == right.units }
}

extension Profile {
  /// Each label set that a sample has, once, in the order of the samples.
  var labelSetsInUse: [LabelSetID] {
    var isSeen = [Bool](repeating: false, count: labelSets.count)
    var order: [LabelSetID] = []
    for set in sampleTable.labelSets where !isSeen[Int(set)] {
      isSeen[Int(set)] = true
      order.append(LabelSetID(set))
    }
    return order
  }
}

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
