package import ProfileAnalysis
import ProfileExport
package import ProfileModel

/// Writes all sample types of a profile as folded stacks.
package func writeFolded(_ profile: Profile) throws -> [UInt8] {
  try bytes { sink in
    _ = FoldedWriter.write(
      profile, StackNaming(profile.functionNames), columns: Array(0..<profile.width), to: &sink)
  }
}

extension Profile {
  /// The names of functions, with inlined calls expanded.
  package var functionNames: LocationNames {
    var names = LocationNames()
    for row in 0..<locations.count {
      for line in locations.lines(of: LocationID(UInt32(row))) {
        let name = strings.bytes(of: functions.name(of: FunctionID(locations.lineFunctions[line])))
        names.append(name: names.text(name.span))
      }
      names.appendLocation()
    }
    return names
  }
}
