package import ProfileModel

/// How much of a profile carries each label: what `tags` shows.
package struct TagTable: Sendable {
  /// One value of a key.
  package struct Value: Sendable, Equatable {
    /// The key, among the texts of the profile.
    fileprivate let key: StringID
    /// A text of the profile, or a number as people read it, among `texts`.
    package let text: StringID
    /// The number itself, if numbers are distinguished exactly.
    package let number: Int64?
    /// The sum over all samples that carry it; one that carries it twice counts twice.
    package fileprivate(set) var sum: Int64
  }

  /// A key with its values, the heaviest first.
  package struct Key: Sendable {
    package let name: ArraySlice<UInt8>
    /// The unit of those of its values that are numbers.
    package let unit: String
    package let sum: Int64
    package let values: ArraySlice<Value>
  }

  /// The keys, in the order of their names.
  package let keys: [Key]
  /// The table of the values' texts.
  package let texts: StringTable

  /// - `isExact`: whether numbers are distinguished exactly, and from texts; else, as in `go tool pprof`, by what
  ///   people read.
  package init(_ view: ProfileView, isExact: Bool = false) {
    let strings = view.profile.strings
    var (values, texts) = Self.values(of: view, isExact: isExact)
    Self.addUp(&values, texts)
    var keys: [Key] = []
    var start = 0
    while start < values.count {
      let key = values[start].key
      let end = values[start...].firstIndex { $0.key != key } ?? values.count
      keys.append(
        Key(
          name: strings.bytes(of: key), unit: view.labelUnits[key],
          sum: values[start..<end].reduce(0) { $0.addingClamped($1.sum) },
          values: values[start..<end]))
      start = end
    }
    self.keys = keys.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    self.texts = texts
  }

  /// The values of each label of each label set, with the texts that they have.
  ///
  /// They are flat, since a profile may have millions of keys: tables within tables take ten times as much.
  private static func values(
    of view: ProfileView, isExact: Bool
  ) -> ([Value], StringTable) {
    let profile = view.profile
    var texts = StringInterner()
    var values: [Value] = []
    for (set, sum) in sumsByLabelSet(of: view) {
      for label in profile.labelSets.labels(of: set) {
        let text: StringID
        let number: Int64?
        switch label.value {
        case .text(let id):
          (text, number) = (texts.intern(profile.strings.bytes(of: id).span), nil)
        case .number(let value, _):
          let shown = ValueText(view.labelUnits[label.key], in: view.unit).text(value)
          let bytes = Array(shown.utf8)
          (text, number) = (texts.intern(bytes.span), isExact ? value : nil)
        }
        values.append(Value(key: label.key, text: text, number: number, sum: sum))
      }
    }
    return (values, texts.table)
  }

  /// Makes one of equal values, and orders those of each key: the heaviest first, then by their texts.
  private static func addUp(_ values: inout [Value], _ texts: StringTable) {
    values.sort { $0.identity < $1.identity }
    var count = 0
    for value in values {
      if count > 0, values[count - 1].identity == value.identity {
        values[count - 1].sum = values[count - 1].sum.addingClamped(value.sum)
      } else {
        values[count] = value
        count += 1
      }
    }
    values.removeLast(values.count - count)
    values.sort { left, right in
      if left.key != right.key { return left.key.index < right.key.index }
      let (leftSize, rightSize) = (left.sum.clampedMagnitude, right.sum.clampedMagnitude)
      if leftSize != rightSize { return leftSize > rightSize }
      if left.text != right.text {
        return texts.bytes(of: left.text).lexicographicallyPrecedes(texts.bytes(of: right.text))
      }
      return left.order < right.order
    }
  }

  /// The sum of the samples of each label set that any sample has, in the order of the sets.
  private static func sumsByLabelSet(of view: ProfileView) -> [(LabelSetID, Int64)] {
    let sets = view.profile.sampleTable.labelSets
    var sums = [Int64](repeating: 0, count: view.profile.labelSets.count)
    var isUsed = [Bool](repeating: false, count: sums.count)
    for (row, value) in view.weights.values.enumerated() {
      let set = Int(sets[row])
      sums[set] = sums[set].addingClamped(value)
      isUsed[set] = true
    }
    return sums.indices.filter { isUsed[$0] }.map { (LabelSetID(UInt32($0)), sums[$0]) }
  }
}

extension TagTable.Value {
  /// What distinguishes values; a text goes before all numbers.
  fileprivate var identity: (UInt32, UInt32, Int, Int64) {
    (key.index, text.index, order.0, order.1)
  }

  /// Where a value stands among those of the same text.
  fileprivate var order: (Int, Int64) { (number == nil ? 0 : 1, number ?? 0) }
}
