package import ProfileModel
import ProfileSystem

extension Profile {
  /// Whether a function has its type arguments written `[...]`, as Go's texts have all of them.
  var hidesTypeArguments: Bool {
    functions.names.contains { strings.bytes(of: StringID($0)).firstRange(of: "[...]") != nil }
  }

  /// Writes the type arguments in all function names as `[...]`.
  mutating func hideTypeArguments() {
    var interner = StringInterner(strings)
    functions.names = functions.names.map { name in
      let bytes = strings.bytes(of: StringID(name))
      guard bytes.contains(UInt8(ascii: "[")) else { return name }
      return interner.intern(NormalizedName.withoutTypeArguments(strings[StringID(name)])).index
    }
    strings = interner.table
  }

  /// Removes the frames that Go's texts omit: the runtime's own, compiler-generated wrappers, and reflection's stubs.
  mutating func dropRuntimeFrames() {
    let isPlain = plainFunctions
    let hadLines = locationsWithoutLines.map { !$0 }
    locations.keepLines(locations.lineFunctions.map { isPlain[Int($0)] })
    dropFrames(of: zip(hadLines, locationsWithoutLines).map { $0 && $1 })
  }

  /// Which functions normalized stacks keep.
  package var plainFunctions: [Bool] {
    (0..<functions.count).map { row in
      let function = FunctionID(UInt32(row))
      let file = strings[functions.filename(of: function)]
      return NormalizedName.of(strings[functions.name(of: function)], file: file) != nil
    }
  }

  private var locationsWithoutLines: [Bool] {
    (0..<locations.count).map { locations.lines(of: LocationID(UInt32($0))).isEmpty }
  }
}
